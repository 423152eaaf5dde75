package dev.trainyard.config;

/** What {@code config/pipeline.yaml} may say. {@code config/schema/pipeline.schema.json} tells editors the same. */
final class PipelineRules {

    static final ObjectRule PIPELINE = new ObjectRule()
            .key("schemaVersion", Scalars.exactly(1))
            .key(
                    "app",
                    Scalars.text(
                            "2 to 20 lower-case letters, digits and single hyphens, a letter first",
                            "(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*"))
            .key("account", Scalars.account())
            .key("region", Scalars.region())
            .key("repository", repository())
            .key("stages", new StageListRule());

    private PipelineRules() {}

    private static Rule repository() {
        return new ObjectRule()
                .key("name", Scalars.text("owner/name of a GitHub repository", "[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+"))
                .key("branch", Scalars.text("the name of a branch", "[A-Za-z0-9_.+-]+(/[A-Za-z0-9_.+-]+)*"))
                .key(
                        "connectionArn",
                        Scalars.text(
                                "the ARN of a CodeConnections connection,"
                                        + " arn:aws:codeconnections:<region>:<account>:connection/<id>",
                                "arn:aws[a-z-]*:(codeconnections|codestar-connections)"
                                        + ":[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]{36}"));
    }
}
