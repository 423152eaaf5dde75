package dev.trainyard.infra.workflow;

import java.util.Map;
import java.util.TreeSet;

/**
 * AWS's prebuilt Spark image, which preprocesses where a stage's engine is spark.
 *
 * <p>Each region has an account of AWS's that keeps it, another than the scikit-learn image's. Source:
 * {@code image_uri_config/spark.json} of aws/sagemaker-python-sdk; the tag: releases of aws/sagemaker-spark-container
 * (Spark 3.5, Java 17, Python 3.12).
 *
 * @param account AWS's account in the region
 * @param region where jobs run
 */
public record SparkImage(String account, String region) {

    private static final String REPOSITORY = "sagemaker-spark-processing";
    private static final String TAG = "3.5-cpu-py312-v1.3";
    private static final Map<String, String> ACCOUNTS = Map.ofEntries(
            Map.entry("ap-northeast-1", "411782140378"),
            Map.entry("ap-south-1", "105495057255"),
            Map.entry("ap-southeast-1", "759080221371"),
            Map.entry("ap-southeast-2", "440695851116"),
            Map.entry("ca-central-1", "446299261295"),
            Map.entry("eu-central-1", "906073651304"),
            Map.entry("eu-north-1", "330188676905"),
            Map.entry("eu-west-1", "571004829621"),
            Map.entry("eu-west-2", "836651553127"),
            Map.entry("eu-west-3", "136845547031"),
            Map.entry("sa-east-1", "737130764395"),
            Map.entry("us-east-1", "173754725891"),
            Map.entry("us-east-2", "314815235551"),
            Map.entry("us-west-1", "667973535471"),
            Map.entry("us-west-2", "153931337802"));

    /** Returns the image in a region, or fails naming the regions known. */
    public static SparkImage in(String region) {
        var account = ACCOUNTS.get(region);
        if (account == null) {
            throw new IllegalArgumentException(
                    "no account known that keeps AWS's Spark image in region %s; known are %s. Add it to SparkImage"
                            .formatted(region, new TreeSet<>(ACCOUNTS.keySet())));
        }
        return new SparkImage(account, region);
    }

    public String uri() {
        return "%s.dkr.ecr.%s.amazonaws.com/%s:%s".formatted(account, region, REPOSITORY, TAG);
    }

    /** The image's repository, for the role that pulls it. */
    public String repositoryArn() {
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(region, account, REPOSITORY);
    }
}
