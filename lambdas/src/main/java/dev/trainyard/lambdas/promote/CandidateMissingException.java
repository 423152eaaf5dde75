package dev.trainyard.lambdas.promote;

/** The stage before has approved nothing, or a person has rejected what it had approved. */
public final class CandidateMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CandidateMissingException(String stage, String place) {
        super(("stage %s has no approved candidate (%s is not there): its workflow must approve a model first, "
                        + "and a model that a person rejected is no candidate any more")
                .formatted(stage, place));
    }
}
