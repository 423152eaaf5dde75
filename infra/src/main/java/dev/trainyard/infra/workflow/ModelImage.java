package dev.trainyard.infra.workflow;

import java.util.Map;
import java.util.TreeSet;

/**
 * AWS's prebuilt scikit-learn image, which trains a model and serves it: a pickle opens only where it was made.
 *
 * <p>Each region has an account of AWS's that keeps it. Source: {@code image_uri_config/sklearn.json} of
 * aws/sagemaker-python-sdk; the tag: aws/deep-learning-containers (patched until 2027-07-16).
 *
 * @param account AWS's account in the region
 * @param region where jobs run
 */
public record ModelImage(String account, String region) {

    private static final String REPOSITORY = "sagemaker-scikit-learn";
    private static final String TAG = "1.9-0-cpu-py3";
    private static final Map<String, String> ACCOUNTS = Map.ofEntries(
            Map.entry("ap-northeast-1", "354813040037"),
            Map.entry("ap-south-1", "720646828776"),
            Map.entry("ap-southeast-1", "121021644041"),
            Map.entry("ap-southeast-2", "783357654285"),
            Map.entry("ca-central-1", "341280168497"),
            Map.entry("eu-central-1", "492215442770"),
            Map.entry("eu-north-1", "662702820516"),
            Map.entry("eu-west-1", "141502667606"),
            Map.entry("eu-west-2", "764974769150"),
            Map.entry("eu-west-3", "659782779980"),
            Map.entry("sa-east-1", "737474898029"),
            Map.entry("us-east-1", "683313688378"),
            Map.entry("us-east-2", "257758044811"),
            Map.entry("us-west-1", "746614075791"),
            Map.entry("us-west-2", "246618743249"));

    /** Returns the image in a region, or fails naming the regions known. */
    public static ModelImage in(String region) {
        var account = ACCOUNTS.get(region);
        if (account == null) {
            throw new IllegalArgumentException(
                    "no account known that keeps AWS's scikit-learn image in region %s; known are %s. Add it to ModelImage"
                            .formatted(region, new TreeSet<>(ACCOUNTS.keySet())));
        }
        return new ModelImage(account, region);
    }

    public String uri() {
        return "%s.dkr.ecr.%s.amazonaws.com/%s:%s".formatted(account, region, REPOSITORY, TAG);
    }

    /** The image's repository, for the roles that pull it. */
    public String repositoryArn() {
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(region, account, REPOSITORY);
    }
}
