package dev.trainyard.engine.build;

import dev.trainyard.engine.build.LogStreams.Line;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A build's lines: at once to a file, in batches to the log stream. */
final class BuildLog implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final long BATCH_NANOS = 500_000_000L;
    private static final int LARGEST_BATCH = 1000;

    private final InstantSource clock;
    private final BufferedWriter file;
    private final List<Line> waiting = new ArrayList<>();
    private LogStreams.@Nullable Stream stream;
    private @Nullable Thread sender;
    private volatile boolean closed;

    BuildLog(Path path, InstantSource clock) {
        this.clock = clock;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            this.file = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log " + path, e);
        }
    }

    /** From here on, all lines go to the stream too, earlier ones first. */
    synchronized void sendTo(LogStreams.Stream to) {
        stream = to;
        sender = Thread.ofVirtual().start(this::send);
    }

    /** A line of a command's output. */
    synchronized void line(String text) {
        waiting.add(new Line(clock.instant(), text));
        try {
            file.write(text);
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the build's log", e);
        }
    }

    /** A line of the build itself, in CodeBuild's form. */
    void container(String text) {
        line("[Container] "
                + LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).format(TIME) + " " + text);
    }

    @Override
    public void close() {
        closed = true;
        if (sender != null) {
            LockSupport.unpark(sender);
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the build's log", e);
        }
    }

    private void send() {
        boolean last = false;
        while (!last) {
            LockSupport.parkNanos(closed ? 0 : BATCH_NANOS);
            last = closed;
            for (List<Line> batch = take(); !batch.isEmpty(); batch = take()) {
                put(batch);
            }
        }
    }

    private synchronized List<Line> take() {
        List<Line> head = waiting.subList(0, Math.min(waiting.size(), LARGEST_BATCH));
        List<Line> batch = List.copyOf(head);
        head.clear();
        return batch;
    }

    private void put(List<Line> batch) {
        LogStreams.Stream to = stream;
        if (to == null) {
            return;
        }
        try {
            to.put(batch);
        } catch (RuntimeException e) {
            stream = null; // the local file has everything; say once why the stream ends
            line("[Container] The log stream ends here: " + e.getMessage());
        }
    }
}
