package dev.trainyard.infra.ml;

import dev.trainyard.config.WorkflowSettings.Image;
import java.util.regex.Pattern;

/** The repository in ECR that an image's URI names. */
final class ImageRepository {

    private static final Pattern URI =
            Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([^:@]+)[:@].+");

    private ImageRepository() {}

    static String arn(Image image) {
        var uri = URI.matcher(image.uri());
        if (!uri.matches()) {
            throw new IllegalArgumentException(
                    "workflow.training.image.uri must be <12 digits>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>, got "
                            + image.uri());
        }
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(uri.group(2), uri.group(1), uri.group(3));
    }
}
