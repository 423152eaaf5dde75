package dev.trainyard.engine.build;

import dev.trainyard.engine.buildspec.BuildspecException;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The images that CodeBuild brings along, and the versions of the runtimes in each. Images of anybody else's are not
 * known here.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html">CodeBuild's images</a>
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html">Its words of an image that
 *     cannot be pulled</a>
 */
final class CuratedImages {
    private static final String PREFIX = "aws/codebuild/";

    /** A release of an image has a name of its own, such as {@code standard:7.0-24.10.29}. */
    private static final Pattern RELEASE = Pattern.compile("-\\d\\d\\.\\d\\d\\.\\d\\d$");

    private final JsonNode published;

    CuratedImages() {
        try (InputStream table =
                Objects.requireNonNull(CuratedImages.class.getResourceAsStream("curated-images.yaml"))) {
            published = Json.parseYaml(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the table of CodeBuild's images", e);
        }
    }

    /** @throws BuildFailure where CodeBuild's own registry has no such image */
    void demand(String image) {
        if (image.startsWith(PREFIX) && !published.has(name(image))) {
            throw new BuildFailure(
                    "BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE",
                    "Unable to pull customer's container image. CannotPullContainerError: " + image
                            + " does not exist: CodeBuild has " + alike(image));
        }
    }

    /** @throws BuildspecException where the image lacks a version that a buildspec declares */
    void demand(String image, Map<String, String> declared) {
        JsonNode runtimes = image.startsWith(PREFIX) ? published.path(name(image)) : published.path("");
        declared.forEach((runtime, version) -> {
            List<String> has =
                    runtimes.path(runtime).valueStream().map(JsonNode::asString).toList();
            if (!has.isEmpty() && has.stream().noneMatch(one -> isMeant(version, one))) {
                throw new BuildspecException("Unknown runtime version named '" + version + "' of " + runtime
                        + ". This build image has the following versions: " + String.join(", ", has));
            }
        });
    }

    /** CodeBuild takes a version, the latest of a major one ({@code 3.x}), and the latest of all. */
    private static boolean isMeant(String declared, String version) {
        if (declared.endsWith(".x")) {
            String major = declared.substring(0, declared.length() - 2);
            return version.equals(major) || version.startsWith(major + ".");
        }
        return declared.equals("latest") || declared.equals(version);
    }

    private static String name(String image) {
        return RELEASE.matcher(image.substring(PREFIX.length())).replaceFirst("");
    }

    /** Images of the same repository, or all where there is none. */
    private String alike(String image) {
        String repository = name(image).replaceFirst(":.*", ":");
        List<String> same = published
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(repository))
                .toList();
        List<String> named = same.isEmpty()
                ? published.propertyStream().map(Map.Entry::getKey).toList()
                : same;
        return String.join(", ", named);
    }
}
