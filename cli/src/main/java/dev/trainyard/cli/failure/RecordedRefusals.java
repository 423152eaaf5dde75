package dev.trainyard.cli.failure;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/** What a stand-in refused (contract {@code permissions}): it tells more than some answers may. */
final class RecordedRefusals implements Supplier<List<Refusal>> {

    private final Clients tools;
    private final String account;

    /** @param account the tools account */
    RecordedRefusals(Clients tools, String account) {
        this.tools = tools;
        this.account = account;
    }

    /** Returns them; none on AWS, where there is no such record. */
    @Override
    public List<Refusal> get() {
        return permissions().map(RecordedRefusals::of).orElse(List.of());
    }

    /** Returns what was to be delivered and was dropped: who sent it, and the refusal in AWS's words. */
    List<String> undelivered() {
        return permissions().map(RecordedRefusals::undelivered).orElse(List.of());
    }

    private Optional<JsonNode> permissions() {
        try (var s3 = tools.s3()) {
            var text = s3.getObjectAsBytes(request ->
                            request.bucket("trainyard-ledger-" + account).key("permissions.json"))
                    .asUtf8String();
            return Optional.of(Json.tree(text));
        } catch (S3Exception e) {
            return Optional.empty();
        }
    }

    static List<String> undelivered(JsonNode permissions) {
        return permissions
                .path("undelivered")
                .valueStream()
                .map(dropped -> "%s could not deliver: %s"
                        .formatted(
                                dropped.path("source").asString(),
                                dropped.path("why").asString()))
                .toList();
    }

    static List<Refusal> of(JsonNode permissions) {
        return permissions
                .path("calls")
                .valueStream()
                .filter(call -> call.path("decision").asString().equals("refused"))
                .flatMap(call -> call.path("resources")
                        .valueStream()
                        .flatMap(resource -> Refusal.in("%s is not authorized to perform: %s on resource: %s %s"
                                        .formatted(
                                                call.path("principal").asString(),
                                                call.path("action").asString(),
                                                resource.asString(),
                                                call.path("why").asString("")))
                                .stream()))
                .toList();
    }
}
