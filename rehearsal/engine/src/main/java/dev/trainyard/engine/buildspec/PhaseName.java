package dev.trainyard.engine.buildspec;

import java.util.Locale;

/** The phases that a buildspec can fill, in their order. */
public enum PhaseName {
    INSTALL,
    PRE_BUILD,
    BUILD,
    POST_BUILD;

    /** As a buildspec writes it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
