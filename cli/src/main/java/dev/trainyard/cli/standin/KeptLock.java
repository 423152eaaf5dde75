package dev.trainyard.cli.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by the one process that starts runs in a clone's kept rehearsal; the system lets go of it, however that ends. */
public final class KeptLock implements AutoCloseable {

    private final FileChannel channel;

    private KeptLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it, or says who has it. */
    public static KeptLock take(Workplace workplace) {
        Path file = workplace.root().resolve(".trainyard/rehearsal.lock");
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("a rehearsal with --keep is at work in this clone already (process "
                        + Files.readString(file).strip() + "): trainyard status --follow shows it");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new KeptLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
