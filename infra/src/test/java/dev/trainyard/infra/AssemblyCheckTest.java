package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.config.PlatformConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.s3.Bucket;

/** Build synthesizes with this check anyway. */
@Tag("thorough")
class AssemblyCheckTest {

    @Test
    void nothingIsRefusedOfTheConfigAndTheExamples(@TempDir Path directory) {
        for (var config : List.of(Stages.CONFIG, Stages.EXAMPLES)) {
            var assembly = directory.resolve(config.stages().getFirst().stage());
            app(assembly, config).synth();
            assertThatCode(() -> AssemblyCheck.refuseWhatAwsRefuses(assembly)).doesNotThrowAnyException();
        }
    }

    @Test
    void whatIsWrongInEveryStageIsSaidOnce(@TempDir Path assembly) {
        var app = Stages.app(assembly);
        var example = EditedStage.promoting();
        example.stages().stream()
                .map(stage -> Stages.in(app, stage, example).data())
                .forEach(data ->
                        Bucket.Builder.create(data, "Taken").bucketName("taken").build());
        app.synth();
        assertThatThrownBy(() -> AssemblyCheck.refuseWhatAwsRefuses(assembly))
                .isInstanceOf(RefusedAssemblyException.class)
                .hasMessageContaining("staging / data (trainyard-staging-data): AWS::S3::Bucket taken already exists")
                .hasMessageEndingWith("\n    Likewise prod / data");
    }

    private static App app(Path out, PlatformConfig config) {
        var app = Stages.app(out);
        config.stages().forEach(stage -> Stages.in(app, stage, config));
        return app;
    }
}
