package dev.trainyard.cli.ledger;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.permissions.Permissions;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads the ledger, and what lies beside it, where a stand-in keeps it. */
public final class LedgerReader {

    private LedgerReader() {}

    /** Returns the ledger; empty on AWS, where there is none. */
    public static Optional<Ledger> read(Clients tools, String toolsAccount) {
        return read(tools, toolsAccount, "ledger.json", Ledger.class);
    }

    /** Returns what roles did, and by whose leave; empty on AWS. */
    public static Optional<Permissions> permissions(Clients tools, String toolsAccount) {
        return read(tools, toolsAccount, "permissions.json", Permissions.class);
    }

    /** Returns which operations were called and which transitions taken; empty on AWS. */
    public static Optional<Reach> reach(Clients tools, String toolsAccount) {
        return read(tools, toolsAccount, "reach.json", Reach.class);
    }

    private static <T> Optional<T> read(Clients tools, String toolsAccount, String key, Class<T> type) {
        try (var s3 = tools.s3()) {
            return Optional.of(Json.read(
                    s3.getObjectAsBytes(request -> request.bucket("trainyard-ledger-" + toolsAccount)
                                    .key(key))
                            .asUtf8String(),
                    type));
        } catch (S3Exception e) {
            return Optional.empty();
        }
    }
}
