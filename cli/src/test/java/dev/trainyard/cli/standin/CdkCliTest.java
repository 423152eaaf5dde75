package dev.trainyard.cli.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.process.FailedCommand;
import dev.trainyard.cli.process.Leash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a rehearsal can reach real AWS: the real cdk, on a machine full of settings that would lead it there. */
@Timeout(120)
class CdkCliTest {

    private static final String FAKE = "LEAKED";
    private static final String ACCOUNT = "111111111111";

    @TempDir
    private Path directory;

    @Test
    void cdkSpeaksToTheStandInAloneAndAsTheAccountsRoot() throws IOException {
        try (var standIn = new RecordingServer();
                var trap = new RecordingServer();
                var leash = new Leash()) {
            var state = new StateDirectory(directory.resolve("state"));
            var tools = new ProjectTools(Path.of(System.getProperty("trainyard.root")));
            var modules = tools.npmPackages(leash, state);
            var cdk = new CdkCli(Node.home(), modules, ready(standIn), state, hostWithFakes(trap));

            assertThatThrownBy(() -> cdk.run(
                            leash,
                            "cdk",
                            ACCOUNT,
                            "us-east-1",
                            List.of("bootstrap", "aws://%s/us-east-1".formatted(ACCOUNT))))
                    .as("its server refuses everything")
                    .isInstanceOf(FailedCommand.class);

            assertThat(standIn.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request)
                            .contains("Credential=" + ACCOUNT + "/")
                            .doesNotContain(FAKE));
            assertThat(trap.requests()).isEmpty();
        }
    }

    private StandInReady ready(RecordingServer server) throws IOException {
        String bundle = Files.createFile(directory.resolve("ca.pem")).toString();
        return new StandInReady(server.address(), "us-east-1", bundle, bundle, bundle, "", 1);
    }

    private Map<String, String> hostWithFakes(RecordingServer trap) throws IOException {
        String keys = "aws_access_key_id = AKIA%s\naws_secret_access_key = %s\n".formatted(FAKE, FAKE);
        String profiles = "[default]\n%s[profile-%s]\n%s".formatted(keys, FAKE, keys);
        Path settings = Files.createDirectories(directory.resolve("host/.aws"));
        Path token = Files.writeString(directory.resolve("token"), FAKE);
        Files.writeString(settings.resolve("credentials"), profiles);
        Files.writeString(settings.resolve("config"), "[default]\nendpoint_url = %s\n".formatted(trap.address()));
        Map<String, String> host = new TreeMap<>(Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                directory.resolve("host").toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIA" + FAKE,
                "AWS_SECRET_ACCESS_KEY",
                FAKE,
                "AWS_SESSION_TOKEN",
                FAKE,
                "AWS_PROFILE",
                "profile-" + FAKE,
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_ROLE_ARN",
                "arn:aws:iam::999999999999:role/" + FAKE,
                "CDK_DEFAULT_ACCOUNT",
                "999999999999",
                "AWS_EC2_METADATA_DISABLED",
                "false"));
        for (String name : List.of(
                "AWS_ENDPOINT_URL_STS",
                "AWS_ENDPOINT_URL_CLOUDFORMATION",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT")) {
            host.put(name, trap.address());
        }
        return host;
    }
}
