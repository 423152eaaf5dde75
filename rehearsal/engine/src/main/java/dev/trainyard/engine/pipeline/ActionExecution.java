package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.pipeline.ActionRecord.ActionError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One run of one action, as it goes along. */
public final class ActionExecution {
    private final ActionDeclaration declaration;
    private final InstantSource clock;
    private ActionRecord record;
    private Optional<String> substitute = Optional.empty();
    private @Nullable Runnable abort;
    private boolean abortAtSupersession;
    private boolean abandonedByRequest;
    private boolean superseded;

    ActionExecution(String stage, ActionDeclaration declaration, InstantSource clock) {
        this.declaration = declaration;
        this.clock = clock;
        this.record = ActionRecord.started(stage, declaration.name(), clock.instant());
    }

    public ActionDeclaration declaration() {
        return declaration;
    }

    public synchronized ActionRecord record() {
        return record;
    }

    /** What acted in its place, if something did. */
    public synchronized Optional<String> substitute() {
        return substitute;
    }

    /** Says that something else acts in the action's place. */
    public synchronized void substituted(String reason) {
        substitute = Optional.of(reason);
    }

    /** Says what runs elsewhere on the action's behalf: a build, a change set. */
    public void external(String id) {
        change(now -> now.withExternalId(id));
    }

    /** Says how it goes, in a line. */
    public void summary(String words) {
        change(now -> now.withSummary(words));
    }

    /** Makes the action wait for an answer that carries this token. */
    public void waitsFor(String token) {
        change(now -> now.withToken(token));
    }

    public void updatedBy(String principal) {
        change(now -> now.withUpdatedBy(principal));
    }

    /**
     * Says how the action is ended from outside.
     *
     * Who was told to end before it came so far ends now.
     *
     * @param atSupersession also when another execution takes over, not only when someone abandons this one
     */
    public void onAbort(boolean atSupersession, Runnable how) {
        boolean tooLate;
        synchronized (this) {
            abort = how;
            abortAtSupersession = atSupersession;
            tooLate = abandonedByRequest || (superseded && atSupersession);
        }
        if (tooLate) {
            how.run();
        }
    }

    void resolved(Map<String, String> configuration, Map<String, ArtifactLocation> inputs) {
        change(now -> now.withInput(configuration, inputs));
    }

    void succeeded(Map<String, String> variables, Map<String, ArtifactLocation> outputs) {
        change(now -> now.withOutput(variables, outputs).withStatus("Succeeded"));
    }

    void failed(ActionError error) {
        change(now -> now.withError(error).withStatus("Failed"));
    }

    void abandoned() {
        change(now -> now.withStatus("Abandoned"));
    }

    void abort(boolean supersession) {
        Runnable how;
        synchronized (this) {
            superseded |= supersession;
            abandonedByRequest |= !supersession;
            how = !supersession || abortAtSupersession ? abort : null;
        }
        if (how != null) {
            how.run();
        }
    }

    private synchronized void change(UnaryOperator<ActionRecord> change) {
        record = change.apply(record).at(clock.instant());
    }
}
