package dev.trainyard.endpointtests;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what the endpoint is known not to do, by the table in {@link AwsEndpoint.Kind}. */
final class NeedsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var needs = AnnotationSupport.findAnnotation(context.getElement(), Needs.class);
        if (needs.isEmpty()) {
            return ConditionEvaluationResult.enabled("needs nothing");
        }
        var kind = Endpoints.kind();
        List<AwsEndpoint.Ability> missing = Arrays.stream(needs.get().value())
                .filter(ability -> !kind.has(ability))
                .toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled(kind + " has all of it")
                : ConditionEvaluationResult.disabled(kind + " lacks " + missing);
    }
}
