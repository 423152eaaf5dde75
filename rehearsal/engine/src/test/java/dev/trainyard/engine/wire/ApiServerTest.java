package dev.trainyard.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.json.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private ApiServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new ApiServer(
                Map.of(
                        "Service.Echo",
                        (caller, input) -> Fields.of("said", input.text("say"))
                                .with("account", caller.account())
                                .with("at", Instant.ofEpochMilli(1_500))),
                "the token");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String target, String token, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                            .header("X-Amz-Target", target)
                            .header("X-Trainyard-Token", token)
                            .header("X-Trainyard-Account", "111111111111")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void answersWithEpochSeconds() throws Exception {
        HttpResponse<String> answer = post("Service.Echo", "the token", "{\"say\":\"hi\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"said\":\"hi\",\"account\":\"111111111111\",\"at\":1.500}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
    }

    @Test
    void answersTheEmulatorAlone() throws Exception {
        assertThat(post("Service.Echo", "a guess", "{}").body()).contains("AccessDeniedException");
    }

    @Test
    void namesAnOperationThatItDoesNotKnow() throws Exception {
        HttpResponse<String> answer = post("Service.Other", "the token", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnknownOperationException").contains("Service.Other");
    }

    @Test
    void namesWhatARequestLacks() throws Exception {
        assertThat(post("Service.Echo", "the token", "{}").body())
                .contains("ValidationException")
                .contains("say");
        assertThat(post("Service.Echo", "the token", "{").body()).contains("SerializationException");
    }
}
