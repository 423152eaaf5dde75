package dev.trainyard.cli.lineage;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.lineage.Lineage.Origin;
import dev.trainyard.cli.lineage.Lineage.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Whether an archive is, byte for byte, the one that was registered. */
public final class ArchiveCheck {

    private ArchiveCheck() {}

    /** Returns what is wrong with a variant's archive, or empty where its SHA-256 is the registered one. */
    public static Optional<String> of(Clients account, Variant variant) {
        Optional<String> registered = variant.origin().flatMap(Lineage.Origin::sha256);
        if (registered.isEmpty()) {
            return Optional.of("%s: no SHA-256 is registered for %s".formatted(variant.name(), variant.archive()));
        }
        Optional<String> elsewhere = promotedFromAnother(variant.origin().orElseThrow());
        if (elsewhere.isPresent()) {
            return elsewhere.map(problem -> variant.name() + ": " + problem);
        }
        String found = sha256(account, URI.create(variant.archive()));
        return found.equals(registered.get())
                ? Optional.empty()
                : Optional.of("%s: %s has SHA-256 %s, registered is %s: it was changed after it was registered"
                        .formatted(variant.name(), variant.archive(), found, registered.get()));
    }

    /** Each package that a model was promoted from has registered the same archive. */
    static Optional<String> promotedFromAnother(Origin origin) {
        if (origin.from().isEmpty()) {
            return Optional.empty();
        }
        Origin from = origin.from().get();
        return from.sha256().equals(origin.sha256())
                ? promotedFromAnother(from)
                : Optional.of("%s has SHA-256 %s, but %s, which it was promoted from, has %s"
                        .formatted(
                                origin.arn(),
                                origin.sha256().orElse("none"),
                                from.arn(),
                                from.sha256().orElse("none")));
    }

    private static String sha256(Clients account, URI archive) {
        try (var content = new DigestInputStream(
                account.s3()
                        .getObject(request -> request.bucket(archive.getHost())
                                .key(archive.getPath().substring(1))),
                MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(archive), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
