package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.constructs.Construct;

/** One of our Java handlers as a function: its own role, which may write its own encrypted log and nothing else yet. */
class JavaFunction extends Construct {

    private static final List<AcceptedFinding> FINDINGS = List.of(
            AcceptedFinding.nist(
                    "LambdaConcurrency",
                    "One run at a time calls it; a reservation is taken from the account, and a new account has too few for one"),
            AcceptedFinding.nist(
                    "LambdaDLQ", "Step Functions calls it and waits: its failure is the run's, which is notified"),
            AcceptedFinding.nist(
                    "LambdaInsideVPC", "It speaks to S3 alone, over TLS and by its role; it takes no connections"));

    private final Role role;
    private final Function function;

    JavaFunction(Construct scope, String id, Settings settings) {
        this(scope, id, settings, null);
    }

    /** @param roleName of its role, where another account must know it before it exists; null: CDK's */
    JavaFunction(Construct scope, String id, Settings settings, @Nullable String roleName) {
        super(scope, id);
        var logs = new StageLogs(this, "Logs", settings.key());
        role = Role.Builder.create(this, "Role")
                .roleName(roleName)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.group().grantWrite(role);
        function = Function.Builder.create(this, "Function")
                .description(settings.description())
                .runtime(new Runtime("java25", RuntimeFamily.JAVA))
                .architecture(Architecture.ARM_64)
                .memorySize(1024)
                .timeout(settings.timeout())
                .code(Code.fromAsset(settings.zip().toString()))
                .handler(settings.handler() + "::handleRequest")
                .environment(settings.environment())
                .logGroup(logs.group())
                .role(role)
                .build();
        FINDINGS.forEach(finding -> finding.on(function));
    }

    Role role() {
        return role;
    }

    IFunction function() {
        return function;
    }

    /**
     * @param zip the Java handlers
     * @param handler class that is called
     * @param description what it does
     * @param timeout of one call
     * @param environment its variables; of more than one, sorted
     * @param key of its log
     */
    record Settings(
            Path zip,
            String handler,
            String description,
            Duration timeout,
            Map<String, String> environment,
            IKey key) {}
}
