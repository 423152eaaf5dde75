package dev.trainyard.infra.access;

import dev.trainyard.config.StageNames;
import dev.trainyard.config.WorkflowSettings.Image;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;

/**
 * A stage in another account, of which only names are known: neither may have to exist before the other.
 *
 * @param names its names
 * @param account its account
 * @param region its region
 * @param image that its model is trained in, where that is none of AWS's
 */
public record OtherStage(StageNames names, String account, String region, Optional<Image> image) {

    /** The one role of it that takes models. A role ARN as principal would have to exist first. */
    public PrincipalWithConditions promoteRole() {
        var role = "arn:aws:iam::%s:role/%s".formatted(account, names.promoteRole());
        return new PrincipalWithConditions(
                new AccountPrincipal(account), Map.of("ArnEquals", Map.of("aws:PrincipalArn", role)));
    }

    public String artifactsBucket() {
        return names.artifactsBucket(account);
    }

    public String artifactsBucketArn() {
        return "arn:aws:s3:::" + artifactsBucket();
    }

    /** Every key of its account: the stage's own is not known here, and its policy names who may use it. */
    public String keys() {
        return "arn:aws:kms:%s:%s:key/*".formatted(region, account);
    }
}
