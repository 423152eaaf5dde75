package dev.trainyard.lambdas.promote;

/** What came is not what was approved. */
public final class CandidateDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CandidateDamagedException(String message) {
        super(message);
    }
}
