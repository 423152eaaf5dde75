package dev.trainyard.cli.rehearsal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does like things in parallel, but no more than two cores' worth. */
final class TwoAtATime {

    <T> void each(List<T> items, Consumer<T> work) {
        try (var executor = Executors.newFixedThreadPool(2)) {
            var all = items.stream()
                    .map(item -> CompletableFuture.runAsync(() -> work.accept(item), executor))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
