package dev.trainyard.infra.rules;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A Java runtime loads classes of its own version and of older ones.
 *
 * <p>Class files say theirs in bytes 6 and 7: Java's feature release plus 44 (docs.oracle.com/javase/specs/jvms, section 4.1).
 * A function whose code is not beside the templates, or whose handler lies in a jar of it, is not judged.
 */
final class JavaVersions implements AwsRule {

    private static final Pattern RUNTIME = Pattern.compile("java(\\d+).*");
    private static final int BEFORE_JAVA_1 = 44;

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::Lambda::Function").flatMap(function -> {
            var runtime = RUNTIME.matcher(function.properties().path("Runtime").asString(""));
            if (!runtime.matches()) {
                return Stream.empty();
            }
            int loads = Integer.parseInt(runtime.group(1)) + BEFORE_JAVA_1;
            var made = version(assembly, function);
            return made.isEmpty() || made.getAsInt() <= loads
                    ? Stream.empty()
                    : Stream.of(refusal(function, made.getAsInt(), loads));
        });
    }

    private static Refusal refusal(Resource function, int made, int loads) {
        return Refusal.of(
                function,
                "the first invocation will fail with java.lang.UnsupportedClassVersionError: %s has been compiled by a more recent version of the Java Runtime (class file version %d.0, Java %d); %s recognizes class file versions up to %d.0. Choose a newer runtime, or compile for an older one (maven.compiler.release)."
                        .formatted(
                                handler(function),
                                made,
                                made - BEFORE_JAVA_1,
                                function.properties().path("Runtime").asString(),
                                loads));
    }

    private static String handler(Resource function) {
        return function.properties().path("Handler").asString("").replaceFirst("::.*", "");
    }

    private static OptionalInt version(SynthesizedAssembly assembly, Resource function) {
        var key = function.properties().path("Code").path("S3Key").asString("");
        var archive = assembly.directory().resolve("asset." + key);
        if (key.isEmpty() || !Files.isRegularFile(archive)) {
            return OptionalInt.empty();
        }
        try (var zip = new ZipFile(archive.toFile())) {
            var entry = zip.getEntry(handler(function).replace('.', '/') + ".class");
            if (entry == null) {
                return OptionalInt.empty();
            }
            try (var bytes = new DataInputStream(zip.getInputStream(entry))) {
                bytes.skipNBytes(6);
                return OptionalInt.of(bytes.readUnsignedShort());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(archive + " cannot be read", cause);
        }
    }
}
