package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Identities.Service;
import dev.trainyard.engine.aws.Identity;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a build has to have before anything runs: its project's role, and a log stream that the role may write.
 *
 * <p>Source: docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html, and cross-service-confused-deputy-prevention.html
 * for what a role's trust policy is told.
 */
final class Provisioning {
    private final BuildServices services;

    Provisioning(BuildServices services) {
        this.services = services;
    }

    Identity role(Build build) {
        try {
            return services.identities()
                    .ofService(
                            new Service(
                                    "codebuild.amazonaws.com", build.request().projectArn()),
                            build.request().project().serviceRole(),
                            "AWSCodeBuild-" + build.request().stream());
        } catch (RuntimeException e) {
            throw new BuildFailure(
                    "ACCESS_DENIED",
                    "CodeBuild is not authorized to perform: sts:AssumeRole on "
                            + build.request().project().serviceRole() + ": " + e.getMessage());
        }
    }

    void openStream(Build build, Identity role, BuildLog log) {
        build.request().project().logGroup().ifPresent(group -> {
            try {
                log.sendTo(services.logs().open(role, build.owner().region(), group, build.request().stream()));
            } catch (SdkException e) {
                throw new BuildFailure(
                        "ACCESS_DENIED",
                        "Service role " + role.arn()
                                + " does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build "
                                + build.request().arn()
                                + ". Error message: " + e.getMessage());
            }
        });
    }
}
