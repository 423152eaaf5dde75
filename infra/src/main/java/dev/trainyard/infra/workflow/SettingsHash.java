package dev.trainyard.infra.workflow;

import dev.trainyard.config.StageConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash of what a stage's config says about how its model is made and judged: a model of other settings is another model,
 * even of the same code and data. Machines, times and serving are not in it.
 */
final class SettingsHash {

    private SettingsHash() {}

    /** Records print their values in a fixed order, and their maps are sorted. */
    static String of(StageConfig stage) {
        var training = stage.workflow().training();
        var settings = List.of(
                training.hyperparameters(),
                training.image(),
                stage.workflow().tuning(),
                stage.gate(),
                stage.model(),
                stage.data().maxBadShare());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(settings.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
