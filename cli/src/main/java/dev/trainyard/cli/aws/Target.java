package dev.trainyard.cli.aws;

/** Where a command's AWS calls go: the kept rehearsal or AWS itself. */
public interface Target {

    /** In words, for the first line of a command's output: {@code the kept rehearsal}, {@code AWS}. */
    String name();

    /** Clients that read in {@code account}; on the stand-in as its root, on AWS as whoever the settings name. */
    Clients account(String account, String region);

    /**
     * Clients that may also change and invoke things in {@code account}.
     *
     * @throws dev.trainyard.cli.terminal.UsageException where the settings' own identity is of another account
     */
    Clients acting(String account, String region);
}
