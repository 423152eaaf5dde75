package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.release.S3RawData;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plays the data owner of stages that take no sample, and of all where the data is the user's: brings it as soon as there is
 * a place for it. No pipeline step.
 */
final class DataOwner {

    private final Target target;
    private final PlatformConfig config;
    private final RehearsedData data;
    private final Consumer<String> say;
    private final Set<String> served = new HashSet<>();

    DataOwner(Target target, PlatformConfig config, RehearsedData data, Consumer<String> say) {
        this.target = target;
        this.config = config;
        this.data = data;
        this.say = say;
    }

    /** Looks whether the end of this action has made a bucket that waits for data. */
    void after(ActionRun action) {
        config.stages().stream()
                .filter(stage -> stage.stage().equals(action.stage()))
                .filter(stage -> data.isOwn() || !stage.data().sample())
                .filter(stage -> !served.contains(stage.stage()))
                .findFirst()
                .ifPresent(this::bring);
    }

    private String names() {
        return data.files().stream().map(RehearsedData::name).collect(Collectors.joining(", "));
    }

    private void bring(StageConfig stage) {
        Clients owner = target.account(stage.account(), stage.region());
        Optional<StackOutputs> outputs = StackOutputs.find(
                        owner.cloudFormation(), config.names(stage).dataStack())
                .filter(found -> found.values().containsKey("RawBucketName"));
        if (outputs.isEmpty()) {
            return;
        }
        var raw = new S3RawData(owner.s3(), outputs.get().get("RawBucketName"));
        if (data.bringTo(raw)) {
            say.accept("data owner of %s (account %s; no step of the pipeline) puts %s into %s"
                    .formatted(stage.stage(), stage.account(), names(), raw.place()));
        }
        served.add(stage.stage());
    }
}
