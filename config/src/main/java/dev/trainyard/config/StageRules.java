package dev.trainyard.config;

import dev.trainyard.config.StageConfig.Approval;
import dev.trainyard.config.StageConfig.Egress;
import dev.trainyard.config.StageConfig.ModelSource;

/** What {@code config/stages/<stage>.yaml} may say. {@code config/schema/stage.schema.json} tells editors the same. */
final class StageRules {

    /** Without hyphens, so that no two stages can share a name such as {@code <app>-<stage>-release}. */
    static final Rule NAME =
            Scalars.text("a stage name: 2 to 12 lower-case letters and digits, a letter first", "[a-z][a-z0-9]{1,11}");

    private static final Rule MACHINE = new ObjectRule()
            .key("instanceType", Scalars.instanceType())
            .key("volumeGiB", Scalars.whole(1, 16384))
            .key("maxRuntime", Scalars.duration("PT1M", "P5D"));

    static final ObjectRule STAGE = new ObjectRule()
            .key("schemaVersion", Scalars.exactly(1))
            .key("stage", NAME)
            .key("account", Scalars.account())
            .key("region", Scalars.region())
            .key("network", network())
            .key("workflow", new ObjectRule().key("processing", MACHINE).key("training", MACHINE))
            .key("gate", new ObjectRule().key("minimumR2", Scalars.number(0, 1)))
            .key("endpoint", endpoint())
            .key("model", new ObjectRule().key("source", Scalars.choice(ModelSource.class)))
            .key("retain", Scalars.flag())
            .key("approval", Scalars.choice(Approval.class))
            .key("data", data())
            .optionalKey("notificationEmail", Scalars.text("an e-mail address", "[^@\\s]+@[^@\\s]+\\.[^@\\s.]+"))
            .key("tags", new TagsRule());

    private StageRules() {}

    private static Rule network() {
        return new ObjectRule()
                .key("cidr", privateSlash16())
                .key("maxAzs", Scalars.whole(2, 3))
                .key("egress", Scalars.choice(Egress.class));
    }

    /** The fixed plan divides a /16. Stages share no network, so two may have the same block. */
    private static Rule privateSlash16() {
        String octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        return Scalars.text(
                "a private IPv4 /16 such as 10.10.0.0/16",
                "(10\\." + octet + "|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168)\\.0\\.0/16");
    }

    private static Rule endpoint() {
        return new ObjectRule().key("instanceType", Scalars.instanceType()).key("instanceCount", Scalars.whole(1, 10));
    }

    /** Release waits inside a CodeBuild build, which ends after eight hours. */
    private static Rule data() {
        return new ObjectRule().key("sample", Scalars.flag()).key("maxWait", Scalars.duration("PT0S", "PT7H"));
    }
}
