package dev.trainyard.cli.failure;

/**
 * What made a resource.
 *
 * @param path in the construct tree, as CDK writes it into the template
 * @param file of the nearest construct of this repository, from its root
 */
record MadeBy(String path, String file) {

    /** {@code Construct trainyard-pipeline/dev/ml/Workflow/Machine/Role (infra/.../Workflow.java)}. */
    String inWords() {
        return file.isEmpty() ? "construct " + path : "construct %s (%s)".formatted(path, file);
    }
}
