package dev.trainyard.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.lineage.Lineage.Origin;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

class LineageReaderTest {

    private final PlatformConfig config =
            ConfigLoader.load(Path.of(System.getProperty("trainyard.root"), "config/src/test/resources/example"));
    private final StageConfig first = config.stages().getFirst();
    private final StageConfig last = config.stages().getLast();
    private final Map<String, SageMakerClient> accounts = new LinkedHashMap<>();

    private Lineage read(StageConfig stage) {
        return new LineageReader(of -> Objects.requireNonNull(accounts.get(of.stage())), config).of(stage);
    }

    @Test
    void walksFromTheEndpointToTheCommitAndTheData() {
        accounts.put(
                first.stage(),
                new Registry()
                        .serving("AllTraffic", "s3://artifacts/models/b/output/model.tar.gz")
                        .registered("arn:1", "s3://artifacts/models/a/output/model.tar.gz", Map.of("commit", "old"))
                        .registered(
                                "arn:2",
                                "s3://artifacts/models/b/output/model.tar.gz",
                                Map.of("commit", "c0ffee", "dataHash", "da7a")));

        var text = String.join("\n", LineageText.of(read(first)));

        assertThat(text).contains("arn:2", "c0ffee", "da7a").doesNotContain("arn:1");
    }

    @Test
    void followsAPromotedModelIntoTheStageThatTrainedIt() {
        String trained = "arn:aws:sagemaker:us-east-1:%s:model-package/%s/7"
                .formatted(first.account(), config.names(first).modelPackageGroup());
        accounts.put(
                first.stage(), new Registry().registered(trained, "s3://there/m.tar.gz", Map.of("commit", "c0ffee")));
        accounts.put(
                last.stage(),
                new Registry()
                        .serving("AllTraffic", "s3://here/m.tar.gz")
                        .registered("arn:9", "s3://here/m.tar.gz", Map.of("promotedFrom", trained)));

        var variant = read(last).variants().getFirst();

        assertThat(variant.origin().orElseThrow().from().orElseThrow().facts()).containsEntry("commit", "c0ffee");
    }

    @Test
    void seesWhereAPromotedPackageIsNotOfTheArchiveThatItCameFrom() {
        var trained = new Origin("arn:7", "Approved", Map.of("sha256", "a"), Optional.empty());
        var same = new Origin("arn:8", "Approved", Map.of("sha256", "a"), Optional.of(trained));
        var other = new Origin("arn:9", "Approved", Map.of("sha256", "b"), Optional.of(same));

        assertThat(ArchiveCheck.promotedFromAnother(same)).isEmpty();
        assertThat(ArchiveCheck.promotedFromAnother(other))
                .hasValueSatisfying(problem -> assertThat(problem).contains("arn:9 has SHA-256 b", "arn:8"));
    }

    @Test
    void saysWhereNoPackageNamesTheArchive() {
        accounts.put(first.stage(), new Registry().serving("AllTraffic", "s3://somewhere/else.tar.gz"));

        assertThat(LineageText.of(read(first))).anyMatch(line -> line.contains("origin is not known"));
    }

    @Test
    void showsEachVariantWithItsShare() {
        accounts.put(
                first.stage(), new Registry().serving("AllTraffic", "s3://a").serving("Challenger", "s3://b"));

        assertThat(read(first).variants())
                .extracting(Lineage.Variant::name)
                .isEqualTo(List.of("AllTraffic", "Challenger"));
    }
}
