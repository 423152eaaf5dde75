package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Author;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * One call of an AWS API, and what it needs to be allowed.
 *
 * @param service the SDK's name of the service
 * @param action the API's action, as the SDK spells it: lower camel case
 * @param parameters of the call
 * @param assign variables to set from its result
 * @param permissions what the machine's role needs for it
 * @param author who writes it
 */
public record AwsCall(
        String service,
        String action,
        Map<String, Object> parameters,
        Map<String, Object> assign,
        List<PolicyStatement> permissions,
        Class<?> author) {

    /** A call whose author is the caller's class. */
    public AwsCall(
            String service,
            String action,
            Map<String, Object> parameters,
            Map<String, Object> assign,
            List<PolicyStatement> permissions) {
        this(service, action, parameters, assign, permissions, Author.calling(AwsCall.class));
    }

    public static AwsCall sageMaker(String action, Map<String, Object> parameters, PolicyStatement... permissions) {
        return new AwsCall("sagemaker", action, parameters, Map.of(), List.of(permissions));
    }

    public AwsCall assigning(Map<String, Object> variables) {
        return new AwsCall(service, action, parameters, variables, permissions, author);
    }
}
