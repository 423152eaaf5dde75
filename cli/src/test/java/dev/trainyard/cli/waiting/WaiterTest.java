package dev.trainyard.cli.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WaiterTest {

    @Test
    void anInterruptedWaitSaysForWhatAndStaysInterrupted() {
        var interrupted = new Waiter(InstantSource.system(), duration -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.pause(Duration.ofDays(1), "data in s3://raw/raw/"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while it waited for data in s3://raw/raw/");
        assertThat(Thread.interrupted()).isTrue();
    }
}
