package dev.trainyard.engine.archive;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The nine permission bits as a number and as Java's set. */
final class FileModes {
    private static final int HIGHEST_BIT = 8;

    private FileModes() {}

    static int mode(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(FileModes::bit).sum();
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        Arrays.stream(PosixFilePermission.values())
                .filter(permission -> (mode & bit(permission)) != 0)
                .forEach(permissions::add);
        return permissions;
    }

    /** Java declares the permissions in the order of the bits: owner's read first. */
    @SuppressWarnings("EnumOrdinal")
    private static int bit(PosixFilePermission permission) {
        return 1 << (HIGHEST_BIT - permission.ordinal());
    }
}
