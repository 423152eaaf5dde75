package dev.trainyard.config;

import dev.trainyard.config.GateSettings.Champion;
import dev.trainyard.config.StageConfig.Approval;
import dev.trainyard.config.StageConfig.Egress;
import dev.trainyard.config.StageConfig.ModelSource;

/** What {@code config/stages/<stage>.yaml} may say. {@code config/schema/stage.schema.json} tells editors the same. */
final class StageRules {

    /** Without hyphens, so that no two stages can share a name such as {@code <app>-<stage>-release}. */
    static final Rule NAME =
            Scalars.text("a stage name: 2 to 12 lower-case letters and digits, a letter first", "[a-z][a-z0-9]{1,11}");

    static final ObjectRule STAGE = new ObjectRule()
            .key("schemaVersion", Scalars.exactly(1))
            .key("stage", NAME)
            .key("account", Scalars.account())
            .key("region", Scalars.region())
            .key("network", network())
            .key("workflow", WorkflowRules.workflow())
            .optionalKey("triggers", triggers())
            .key("gate", gate())
            .key("endpoint", EndpointRules.endpoint())
            .key("model", new ObjectRule().key("source", Scalars.choice(ModelSource.class)))
            .key("retain", Scalars.flag())
            .key("approval", Scalars.choice(Approval.class))
            .key("data", data())
            .optionalKey("watch", watch())
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

    private static Rule triggers() {
        var data = new ObjectRule().defaultKey("debounce", Scalars.duration("PT1M", "PT1H"), "PT5M");
        return new ObjectRule().optionalKey("data", data).optionalKey("schedule", Scalars.schedule());
    }

    private static Rule gate() {
        return new ObjectRule()
                .key("minimumR2", Scalars.number(0, 1))
                .defaultKey("ridgeMargin", Scalars.number(0, 1), 0.0)
                .defaultKey("championMargin", Scalars.number(0, 1), 0.02)
                .defaultKey("minimumRows", Scalars.whole(1, 1_000_000_000), 100)
                .defaultKey("champion", Scalars.choice(Champion.class), "compare");
    }

    private static Rule watch() {
        return new ObjectRule()
                .defaultKey("schedule", Scalars.schedule(), "rate(1 day)")
                .defaultKey("retrain", Scalars.flag(), false)
                .defaultKey("minimumRows", Scalars.whole(1, 1_000_000_000), 400)
                .defaultKey("psi", Scalars.number(0.01, 10), 0.2);
    }

    /** Release waits inside a CodeBuild build, which ends after eight hours. */
    private static Rule data() {
        return new ObjectRule()
                .key("sample", Scalars.flag())
                .key("maxWait", Scalars.duration("PT0S", "PT7H"))
                .defaultKey("maxBadShare", Scalars.number(0, 1), 0.05);
    }
}
