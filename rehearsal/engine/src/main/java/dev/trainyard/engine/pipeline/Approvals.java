package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.wire.ApiException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The approvals that wait for an answer, by token. */
public final class Approvals {
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    /** What a person said. */
    public record Answer(boolean approved, String summary, String by) {}

    /** An approval that waits. */
    public record Waiting(String token, CompletableFuture<Answer> answer) {}

    public Waiting open() {
        Waiting opened = new Waiting(UUID.randomUUID().toString(), new CompletableFuture<>());
        waiting.put(opened.token(), opened.answer());
        return opened;
    }

    public void close(Waiting approval) {
        waiting.remove(approval.token());
    }

    /** @param current token of the action that the answer is for */
    void answer(String token, String current, Answer answer) {
        if (!token.equals(current)) {
            throw new ApiException(
                    "InvalidApprovalTokenException", "The approval token is not that of a waiting approval");
        }
        CompletableFuture<Answer> approval = waiting.get(token);
        if (approval == null || !approval.complete(answer)) {
            throw new ApiException("ApprovalAlreadyCompletedException", "The approval was answered or ended before");
        }
    }
}
