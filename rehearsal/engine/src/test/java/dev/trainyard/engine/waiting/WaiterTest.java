package dev.trainyard.engine.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.waiting.Waiter.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaiterTest {
    private static final Wait STACK = new Wait("The stack network", Duration.ofSeconds(30), Duration.ofMinutes(2));

    private long now;
    private final Waiter waiter = new Waiter(() -> now, time -> now += time.toNanos());

    @Test
    void asksUntilThereIsAnAnswer() throws InterruptedException, TimeoutException {
        var answers = new ArrayDeque<>(List.of(Optional.<String>empty(), Optional.empty(), Optional.of("done")));

        assertThat(waiter.until(STACK, answers::removeFirst)).isEqualTo("done");
        assertThat(Duration.ofNanos(now)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void givesUpAtTheLimitSayingWhatTookSoLong() {
        assertThatThrownBy(() -> waiter.until(STACK, Optional::empty))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("The stack network took longer than 2 minutes");
        assertThat(Duration.ofNanos(now)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    }
}
