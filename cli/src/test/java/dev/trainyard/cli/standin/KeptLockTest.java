package dev.trainyard.cli.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLockTest {

    @TempDir
    private Path clone;

    @Test
    void canBeTakenAgainOnceItWasLetGo() throws Exception {
        KeptLock.take(new Workplace(clone)).close();

        KeptLock again = KeptLock.take(new Workplace(clone));

        Path file = clone.resolve(".trainyard/rehearsal.lock");
        assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
        again.close();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
        }
    }
}
