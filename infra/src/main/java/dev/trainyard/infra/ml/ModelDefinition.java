package dev.trainyard.infra.ml;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What {@code model.yaml} says that infrastructure depends on: the estimator, from which its image follows. */
final class ModelDefinition {

    private ModelDefinition() {}

    /** @param file {@code model.json}, which packing has validated */
    static String estimator(Path file) {
        try {
            return JsonMapper.shared()
                    .readTree(file)
                    .required("estimator")
                    .required("type")
                    .asString();
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "%s has no estimator.type: package sagemaker-code first".formatted(file), e);
        }
    }
}
