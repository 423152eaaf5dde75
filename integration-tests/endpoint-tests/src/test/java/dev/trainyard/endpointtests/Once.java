package dev.trainyard.endpointtests;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Done to what is waited for, as soon as it is there, and not again. */
final class Once implements Runnable {

    private final Supplier<Optional<String>> awaited;
    private final Consumer<String> deed;
    private boolean done;

    Once(Supplier<Optional<String>> awaited, Consumer<String> deed) {
        this.awaited = awaited;
        this.deed = deed;
    }

    @Override
    public void run() {
        if (!done) {
            awaited.get().ifPresent(found -> {
                deed.accept(found);
                done = true;
            });
        }
    }

    boolean isDone() {
        return done;
    }
}
