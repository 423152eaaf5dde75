package dev.trainyard.cli.release;

/**
 * What Release and {@code run} ask of the workflow (contract {@code workflow-input}).
 *
 * @param commit 40 hexadecimal digits
 * @param codeHash of the training code
 * @param dataHash of the raw data
 * @param trigger what started it
 */
public record WorkflowInput(String commit, String codeHash, String dataHash, String trigger) {}
