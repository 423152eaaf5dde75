package dev.trainyard.engine.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Serves operations by the name in {@code X-Amz-Target} to whoever knows the token. */
public final class ApiServer implements AutoCloseable {
    private static final String JSON_1_1 = "application/x-amz-json-1.1";

    private final Map<String, Operation> operations;
    private final String token;
    private final HttpServer server;

    public ApiServer(Map<String, Operation> operations, String token) throws IOException {
        this.operations = Map.copyOf(operations);
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            try {
                answer(exchange, 200, call(exchange, request));
            } catch (ApiException e) {
                answer(exchange, 400, error(e.type(), e.getMessage()));
            } catch (JacksonException e) {
                answer(exchange, 400, error("SerializationException", String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                e.printStackTrace();
                answer(exchange, 500, error("InternalFailure", "The rehearsal's engine failed: " + e));
            }
        }
    }

    private Fields call(HttpExchange exchange, byte[] request) {
        if (!knowsTheToken(header(exchange, "X-Trainyard-Token"))) {
            throw new ApiException("AccessDeniedException", "The engine answers the emulator alone");
        }
        String target = header(exchange, "X-Amz-Target");
        Operation operation = operations.get(target);
        if (operation == null) {
            throw new ApiException(
                    "UnknownOperationException", "The rehearsal's engine does not know the operation " + target);
        }
        Caller caller = new Caller(
                header(exchange, "X-Trainyard-Account"),
                header(exchange, "X-Trainyard-Region"),
                header(exchange, "X-Trainyard-Principal"));
        return operation.call(caller, new Input(Json.parseObject(request)));
    }

    private boolean knowsTheToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Fields error(String type, String message) {
        return Fields.of("__type", type).with("message", message);
    }

    private static void answer(HttpExchange exchange, int status, Fields fields) throws IOException {
        byte[] body = Json.bytes(fields.map());
        exchange.getResponseHeaders().set("Content-Type", JSON_1_1);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
