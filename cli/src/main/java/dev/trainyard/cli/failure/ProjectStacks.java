package dev.trainyard.cli.failure;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.config.PlatformConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The stacks of a project, read when they are first asked for. */
final class ProjectStacks implements Origins {

    private final Target target;
    private final PlatformConfig config;
    private @Nullable List<DeployedStack> read;

    ProjectStacks(Target target, PlatformConfig config) {
        this.target = target;
        this.config = config;
    }

    @Override
    public Optional<MadeBy> of(String arn) {
        return stacks().stream().flatMap(stack -> stack.of(arn).stream()).findFirst();
    }

    /** Returns what made a resource of a stack. */
    Optional<MadeBy> of(String stack, String logicalId) {
        return stacks().stream()
                .filter(found -> found.name().equals(stack))
                .findFirst()
                .flatMap(found -> found.madeBy(logicalId));
    }

    private List<DeployedStack> stacks() {
        if (read == null) {
            var found = new ArrayList<DeployedStack>();
            var pipeline = config.pipeline();
            found.addAll(stacks(pipeline.account(), pipeline.region(), pipeline.app() + "-pipeline"));
            config.stages().forEach(stage -> {
                var names = config.names(stage);
                found.addAll(stacks(
                        stage.account(), stage.region(), names.networkStack(), names.dataStack(), names.mlStack()));
            });
            read = List.copyOf(found);
        }
        return read;
    }

    private List<DeployedStack> stacks(String account, String region, String... names) {
        var api = target.account(account, region).cloudFormation();
        return Stream.of(names)
                .flatMap(name -> readable(() -> DeployedStack.read(api, name)).stream())
                .toList();
    }

    /** An account that cannot be asked hides no other's answer. */
    private static Optional<DeployedStack> readable(Supplier<Optional<DeployedStack>> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            return Optional.empty();
        }
    }
}
