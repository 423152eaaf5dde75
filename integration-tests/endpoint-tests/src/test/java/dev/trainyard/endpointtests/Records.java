package dev.trainyard.endpointtests;

import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the emulator keeps of all that was done in it ({@code contracts/}): other engines keep none. */
final class Records {

    private static final String TOOLS = "111111111111";

    private Records() {}

    /** Returns a record as it is now. */
    static byte[] bytes(String name) {
        try (var s3 =
                new AwsAccount(Endpoints.get(), TOOLS).client(S3Client.builder().forcePathStyle(true))) {
            return s3.getObjectAsBytes(request ->
                            request.bucket("trainyard-ledger-" + TOOLS).key(name + ".json"))
                    .asByteArray();
        }
    }

    static JsonNode read(String name) {
        return JsonMapper.shared().readTree(bytes(name));
    }
}
