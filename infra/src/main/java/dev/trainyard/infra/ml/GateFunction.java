package dev.trainyard.infra.ml;

import dev.trainyard.config.GateSettings;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.constructs.Construct;

/** The Java Lambda that reads an evaluation and decides whether a model may go on. */
final class GateFunction extends Construct {

    private static final String HANDLER = "dev.trainyard.lambdas.gate.GateHandler::handleRequest";

    private final Function function;

    GateFunction(Construct scope, String id, GateProps props) {
        super(scope, id);
        var logs = new StageLogs(this, "Logs", props.dataset().key());
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.group().grantWrite(role);
        BucketAccess.read(role, props.dataset().artifacts(), "evaluation/");
        function = Function.Builder.create(this, "Function")
                .description("Decides whether a model may go on")
                .runtime(new Runtime("java25", RuntimeFamily.JAVA))
                .architecture(Architecture.ARM_64)
                .memorySize(1024)
                .timeout(Duration.seconds(60))
                .code(Code.fromAsset(props.zip().toString()))
                .handler(HANDLER)
                .environment(Map.of("MINIMUM_R2", Double.toString(props.gate().minimumR2())))
                .logGroup(logs.group())
                .role(role)
                .build();
    }

    IFunction function() {
        return function;
    }

    /**
     * @param zip the Java handlers
     * @param gate what a model must reach
     * @param dataset where its evaluation is
     */
    record GateProps(Path zip, GateSettings gate, Dataset dataset) {}
}
