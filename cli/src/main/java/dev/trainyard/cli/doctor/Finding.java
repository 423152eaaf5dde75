package dev.trainyard.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param grade fine, worth knowing, or in the way
 * @param what in one line: what it is, and how to get it where it is missing
 */
public record Finding(Grade grade, String what) {

    /** How bad it is. */
    public enum Grade {
        FINE,
        NOTE,
        MISSING
    }

    static Finding fine(String what) {
        return new Finding(Grade.FINE, what);
    }

    static Finding note(String what) {
        return new Finding(Grade.NOTE, what);
    }

    static Finding missing(String what) {
        return new Finding(Grade.MISSING, what);
    }
}
