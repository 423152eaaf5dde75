package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trainyard.lambdas.dataset.DatasetHandler;
import dev.trainyard.lambdas.gate.GateHandler;
import dev.trainyard.repositorytests.contracts.SynthesizedProject.Resource;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the templates say of functions is true of the classes that they will run. */
class FunctionsTest {

    private static Stream<Resource> functions() {
        return SynthesizedProject.templates().values().stream()
                .flatMap(template -> SynthesizedProject.resources(template, "AWS::Lambda::Function"));
    }

    private static boolean isJava(Resource function) {
        return function.properties().path("Runtime").asString().startsWith("java");
    }

    static Stream<Resource> javaFunctions() {
        return functions().filter(FunctionsTest::isJava);
    }

    private static Class<?> handler(Resource function) throws ClassNotFoundException {
        return Class.forName(function.properties().path("Handler").asString().split("::")[0]);
    }

    @Test
    void everyStageHasItsFunctionsAndWhatIsNotOursIsCdks() {
        assertThat(javaFunctions()
                        .map(function -> function.properties().path("Handler").asString()))
                .contains(
                        GateHandler.class.getName() + "::handleRequest",
                        DatasetHandler.class.getName() + "::handleRequest");
        assertThat(functions().filter(function -> !isJava(function)))
                .extracting(Resource::id)
                .allSatisfy(id -> assertThat(id).startsWith("Custom"));
    }

    @ParameterizedTest
    @MethodSource("javaFunctions")
    void theHandlerIsAClassThatLambdaCanCall(Resource function) throws ReflectiveOperationException {
        var type = handler(function);

        assertThat(function.properties().path("Handler").asString()).endsWith("::handleRequest");
        assertThat(RequestStreamHandler.class.isAssignableFrom(type) || RequestHandler.class.isAssignableFrom(type))
                .as("%s is a handler", type)
                .isTrue();
        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("%s is public", type)
                .isTrue();
        assertThat(type.getConstructor().getParameterCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource("javaFunctions")
    void theEnvironmentIsWhatTheSettingsRead(Resource function) throws ReflectiveOperationException {
        var environment = new ReadEnvironment(function.properties().at("/Environment/Variables"));
        var settings = Class.forName(handler(function).getPackageName() + ".Settings");
        var from = settings.getDeclaredMethod("from", Map.class);
        from.setAccessible(true);

        assertThat(from.invoke(null, environment)).isNotNull();

        assertThat(environment.keySet()).isEqualTo(environment.keysRead());
    }
}
