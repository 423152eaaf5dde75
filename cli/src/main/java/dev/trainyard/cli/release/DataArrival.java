package dev.trainyard.cli.release;

import dev.trainyard.cli.release.RawData.StoredFile;
import dev.trainyard.cli.waiting.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sees to it that there is data: the sample where the stage takes it, else patience. */
public final class DataArrival {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final RawData raw;
    private final Optional<Path> sample;
    private final Waiting waiting;
    private final Consumer<String> say;

    /** @param sample to put where nothing is yet; empty: the data is its owner's to bring */
    public DataArrival(RawData raw, Optional<Path> sample, Waiting waiting, Consumer<String> say) {
        this.raw = raw;
        this.sample = sample;
        this.waiting = waiting;
        this.say = say;
    }

    /**
     * How long to wait for data.
     *
     * @param longest after which Release fails
     * @param waiter between two looks
     */
    public record Waiting(Duration longest, Waiter waiter) {}

    /** Returns the data as soon as there is some. */
    public List<StoredFile> await() {
        List<StoredFile> files = raw.files();
        if (files.isEmpty() && sample.isPresent()) {
            raw.put(sample.get());
            say.accept("put the sample " + sample.get().getFileName() + " into " + raw.place() + ", which was empty");
            return raw.files();
        }
        return files.isEmpty() ? patiently() : files;
    }

    private List<StoredFile> patiently() {
        Instant deadline = waiting.waiter().now().plus(waiting.longest());
        say.accept("waiting up to %s for data: put CSV or Parquet files into %s (data.sample is false for this stage)"
                .formatted(spoken(), raw.place()));
        while (waiting.waiter().now().isBefore(deadline)) {
            waiting.waiter().pause(BETWEEN_LOOKS, "data in " + raw.place());
            List<StoredFile> files = raw.files();
            if (!files.isEmpty()) {
                return files;
            }
        }
        throw new IllegalStateException(
                "no data came to %s within %s (data.maxWait). Put CSV or Parquet files there and retry the step, or set data.sample: true"
                        .formatted(raw.place(), spoken()));
    }

    private String spoken() {
        return waiting.longest().toString();
    }
}
