package dev.trainyard.engine.aws;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** What the engine asks of the emulator beside AWS's APIs: sessions of services, entries of the ledger. */
public final class ControlChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Emulator emulator;
    private final HttpClient http;

    public ControlChannel(Emulator emulator) {
        this.emulator = emulator;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(new Trust(emulator.certificate()).context())
                .connectTimeout(PATIENCE)
                .build();
    }

    /** @throws RefusedException with the emulator's words */
    ObjectNode post(String path, Fields body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.endpoint() + path))
                .header("X-Trainyard-Token", emulator.token())
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(Json.bytes(body.map())))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            ObjectNode answer = Json.parseObject(response.body());
            if (response.statusCode() >= 300) {
                throw new RefusedException(answer.path("message").asString("HTTP " + response.statusCode()));
            }
            return answer;
        } catch (IOException e) {
            throw new RefusedException("The emulator cannot be reached at " + emulator.endpoint() + path + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted while waiting for " + path);
        }
    }
}
