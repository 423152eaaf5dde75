package dev.trainyard.lambdas.dataset;

/** There is nothing to learn from. Lambda answers with the class's name and the message; the workflow shows the latter. */
public final class NoDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDataException(String place) {
        super("there is no object under %s: put the stage's data there and start the workflow again".formatted(place));
    }
}
