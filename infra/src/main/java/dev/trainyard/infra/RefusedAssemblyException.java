package dev.trainyard.infra;

/** What was synthesized breaks rules of AWS's. Its message says which, of which resource, and which file to mend. */
public final class RefusedAssemblyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedAssemblyException(String refusals) {
        super(refusals);
    }
}
