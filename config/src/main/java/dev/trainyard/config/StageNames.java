package dev.trainyard.config;

/**
 * Every name that must be known before the resource exists, made in this one place.
 *
 * @param app the application's prefix
 * @param stage the stage
 */
public record StageNames(String app, String stage) {

    private String name(String suffix) {
        return app + "-" + stage + "-" + suffix;
    }

    public String networkStack() {
        return name("network");
    }

    public String dataStack() {
        return name("data");
    }

    public String mlStack() {
        return name("ml");
    }

    /** The role in the stage's account that the pipeline's Release step assumes. */
    public String releaseRole() {
        return name("release");
    }

    /** The role in the stage's account that the pipeline's Verify step assumes. */
    public String verifyRole() {
        return name("verify");
    }

    /** The role in the tools account of the CodeBuild project that runs the Release step. */
    public String releaseBuildRole() {
        return name("release-build");
    }

    /** The role in the tools account of the CodeBuild project that runs the Verify step. */
    public String verifyBuildRole() {
        return name("verify-build");
    }

    /** The endpoint, which the workflow makes and CloudFormation does not own. */
    public String endpoint() {
        return app + "-" + stage;
    }

    /** What the names of the alarms that roll an update of the endpoint back begin with. */
    public String rollbackAlarmsPrefix() {
        return name("rollback-");
    }

    /** The alarm on answers of 5xx. */
    public String serverErrorsAlarm() {
        return rollbackAlarmsPrefix() + "5xx";
    }

    /** The alarm on errors of the model's container. */
    public String modelErrorsAlarm() {
        return rollbackAlarmsPrefix() + "model-errors";
    }

    /** The alarm on a slow model. */
    public String latencyAlarm() {
        return rollbackAlarmsPrefix() + "latency";
    }

    public String modelPackageGroup() {
        return app + "-" + stage;
    }

    /** The role that takes the candidate of the stage before: that stage's bucket and key must know it first. */
    public String promoteRole() {
        return name("promote");
    }

    /**
     * The bucket of models and evaluations: the stage behind must know it before it exists.
     *
     * @param account of the stage, since bucket names are unique over all of AWS
     */
    public String artifactsBucket(String account) {
        return name("artifacts-" + account);
    }

    /** SSM parameter with the release facts. */
    public String releaseParameter() {
        return "/" + app + "/" + stage + "/release";
    }
}
