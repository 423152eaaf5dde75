package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Identity;
import java.time.Instant;
import java.util.List;

/** Where the lines of builds go besides the local file. */
public interface LogStreams {
    /** Makes the stream, and its group where there is none, as the build's role. */
    Stream open(Identity writer, String region, String group, String name);

    /** One open stream. */
    @FunctionalInterface
    interface Stream {
        void put(List<Line> lines);
    }

    /** A line and when it came. */
    record Line(Instant time, String text) {}
}
