package dev.trainyard.cli.process;

/** A command of step 0 that ended with another code than 0. */
public final class FailedCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 20;

    FailedCommand(Invocation invocation, int code) {
        super("%s failed with exit code %d; the end of %s:%n%s"
                .formatted(
                        invocation.what(),
                        code,
                        invocation.log(),
                        String.join(System.lineSeparator(), Leash.lastLines(invocation.log(), SHOWN_LINES))));
    }
}
