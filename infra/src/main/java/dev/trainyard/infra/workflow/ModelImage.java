package dev.trainyard.infra.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * AWS's prebuilt image, which trains a model and serves it: a pickle opens only where it was made.
 *
 * <p>Each region has an account of AWS's that keeps both of them. Source: {@code image_uri_config/sklearn.json} and
 * {@code xgboost.json} of aws/sagemaker-python-sdk; the tags: aws/deep-learning-containers (scikit-learn is patched until
 * 2027-07-16, XGBoost until 2027-05-13).
 *
 * @param account AWS's account in the region
 * @param region where jobs run
 * @param algorithm which of the images
 */
public record ModelImage(String account, String region, Algorithm algorithm) {

    /** AWS's images for what {@code model.yaml} may name as estimator. */
    public enum Algorithm {
        SCIKIT_LEARN("sagemaker-scikit-learn", "1.9-0-cpu-py3"),
        XGBOOST("sagemaker-xgboost", "3.2-0-cpu-py3");

        private final String repository;
        private final String tag;

        Algorithm(String repository, String tag) {
            this.repository = repository;
            this.tag = tag;
        }

        /** @param estimator {@code estimator.type} of {@code model.yaml} */
        public static Algorithm of(String estimator) {
            return estimator.equals("xgboost") ? XGBOOST : SCIKIT_LEARN;
        }
    }

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
    public static ModelImage in(String region, Algorithm algorithm) {
        var account = ACCOUNTS.get(region);
        if (account == null) {
            throw new IllegalArgumentException(
                    "no account known that keeps AWS's scikit-learn and XGBoost images in region %s; known are %s. Add it to ModelImage"
                            .formatted(region, new TreeSet<>(ACCOUNTS.keySet())));
        }
        return new ModelImage(account, region, algorithm);
    }

    public String uri() {
        return registry() + algorithm.repository + ":" + algorithm.tag;
    }

    /** Where the region keeps AWS's images, up to the repository's name. */
    public String registry() {
        return "%s.dkr.ecr.%s.amazonaws.com/".formatted(account, region);
    }

    /** Repositories of both algorithms: a champion or a candidate may be of the other one, and runs in its own image. */
    public List<String> repositoryArns() {
        return Stream.of(Algorithm.values())
                .map(one -> "arn:aws:ecr:%s:%s:repository/%s".formatted(region, account, one.repository))
                .toList();
    }
}
