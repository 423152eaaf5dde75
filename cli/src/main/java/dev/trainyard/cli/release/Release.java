package dev.trainyard.cli.release;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.Models.Registered;
import dev.trainyard.cli.workflow.FollowedExecution;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Releases a stage: data, then the workflow where there is something to train, then the facts. */
public final class Release {

    private final Stage stage;
    private final DataArrival data;
    private final FollowedExecution workflow;
    private final Consumer<String> say;

    public Release(Stage stage, DataArrival data, FollowedExecution workflow, Consumer<String> say) {
        this.stage = stage;
        this.data = data;
        this.workflow = workflow;
        this.say = say;
    }

    /**
     * What is released.
     *
     * @param models of the stage
     * @param codeHash as deployed
     * @param endpoint its name
     */
    public record Stage(Models models, String codeHash, String endpoint) {}

    /**
     * Who asks.
     *
     * @param pipelineExecution id of the run, or {@code manual}
     * @param build number of the build, so that a retried step gets a name of its own
     * @param commit that is released
     * @param trigger {@code release} or {@code manual}
     */
    public record Order(String pipelineExecution, String build, String commit, String trigger) {

        /** Name of the workflow's execution: at most 80 letters, digits, hyphens. */
        String executionName() {
            String name = (pipelineExecution + "-" + build).replaceAll("[^A-Za-z0-9_-]", "-");
            return name.substring(0, Math.min(name.length(), 80));
        }
    }

    /**
     * Does it.
     *
     * @throws IllegalStateException saying the state and the cause, when the workflow or the data fails
     */
    public ReleaseFacts run(Order order) {
        String dataHash = DataHash.of(data.await());
        Optional<Registered> serving = servingTheSame(dataHash);
        if (serving.isPresent()) {
            return unchanged(order, dataHash, serving.get());
        }
        var input = new WorkflowInput(order.commit(), stage.codeHash(), dataHash, order.trigger());
        String execution =
                workflow.run(order.executionName(), Json.write(input)).arn();
        String model = stage.models().latestApproved().map(Registered::arn).orElse(null);
        say.accept("released: endpoint " + stage.endpoint() + " serves " + model);
        return new ReleaseFacts(
                order.commit(),
                order.pipelineExecution(),
                stage.codeHash(),
                dataHash,
                execution,
                ReleaseFacts.TRAINED,
                model);
    }

    private Optional<Registered> servingTheSame(String dataHash) {
        return stage.models()
                .latestApproved()
                .filter(model -> model.codeHash().equals(stage.codeHash())
                        && model.dataHash().equals(dataHash))
                .filter(model -> stage.models().servedArchive().equals(Optional.of(model.archive())));
    }

    private ReleaseFacts unchanged(Order order, String dataHash, Registered model) {
        List.of(
                        "nothing to train: code and data are those of the model that answers",
                        "  model     " + model.arn(),
                        "  endpoint  " + stage.endpoint() + ", in service with " + model.archive(),
                        "  code      " + stage.codeHash(),
                        "  data      " + dataHash)
                .forEach(say);
        return new ReleaseFacts(
                order.commit(),
                order.pipelineExecution(),
                stage.codeHash(),
                dataHash,
                null,
                ReleaseFacts.UNCHANGED,
                model.arn());
    }
}
