package dev.trainyard.cli.aws;

/** Where a command's AWS calls go: the kept rehearsal or AWS itself. */
public interface Target {

    /** In words, for the first line of a command's output: {@code the kept rehearsal}, {@code AWS}. */
    String name();

    /** Clients that act in {@code account}; on the stand-in as its root, on AWS as whoever the settings name. */
    Clients account(String account, String region);
}
