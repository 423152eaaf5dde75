package dev.trainyard.lambdas.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Contract {@code dataset}.
 *
 * @param dataHash SHA-256, hexadecimal: another object, name or content gives another
 * @param objects how many, at least one
 * @param bytes of all of them
 */
public record Dataset(String dataHash, long objects, long bytes) {

    /**
     * An object of the listing.
     *
     * @param key in its bucket
     * @param eTag changes with its content, in quotes as S3 sends it
     * @param bytes its size
     */
    public record StoredObject(String key, String eTag, long bytes) {}

    /** Of objects in any order. */
    public static Dataset of(List<StoredObject> objects) {
        return new Dataset(
                hash(objects),
                objects.size(),
                objects.stream().mapToLong(StoredObject::bytes).sum());
    }

    private static String hash(List<StoredObject> objects) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            objects.stream()
                    .sorted(Comparator.comparing(StoredObject::key))
                    .map(object -> "%s\0%s\n".formatted(object.key(), object.eTag()))
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
