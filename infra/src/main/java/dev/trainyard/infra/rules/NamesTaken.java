package dev.trainyard.infra.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A name is taken once: a bucket's in all of AWS, a role's in its account, others in their account and region.
 *
 * <p>Sources: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html,
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, and {@code Replacement} of each name's page in the
 * CloudFormation template reference.
 */
final class NamesTaken implements AwsRule {

    private enum Reach {
        AWS("bucket names are unique over all accounts"),
        ACCOUNT("such names are unique in an account, whatever the region or stack"),
        REGION("such names are unique in an account and region, whatever the stack");

        private final String words;

        Reach(String words) {
            this.words = words;
        }

        String of(SynthesizedStack stack) {
            return switch (this) {
                case AWS -> "";
                case ACCOUNT -> stack.account();
                case REGION -> stack.account() + stack.region();
            };
        }
    }

    private record Named(String property, Reach reach) {}

    private static final Map<String, Named> NAMED = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", new Named("BucketName", Reach.AWS)),
            Map.entry("AWS::IAM::Role", new Named("RoleName", Reach.ACCOUNT)),
            Map.entry("AWS::IAM::ManagedPolicy", new Named("ManagedPolicyName", Reach.ACCOUNT)),
            Map.entry("AWS::CloudWatch::Alarm", new Named("AlarmName", Reach.REGION)),
            Map.entry("AWS::CloudWatch::Dashboard", new Named("DashboardName", Reach.ACCOUNT)),
            Map.entry("AWS::CodeBuild::Project", new Named("Name", Reach.REGION)),
            Map.entry("AWS::CodePipeline::Pipeline", new Named("Name", Reach.REGION)),
            Map.entry("AWS::DynamoDB::Table", new Named("TableName", Reach.REGION)),
            Map.entry("AWS::Events::Rule", new Named("Name", Reach.REGION)),
            Map.entry("AWS::KMS::Alias", new Named("AliasName", Reach.REGION)),
            Map.entry("AWS::Lambda::Function", new Named("FunctionName", Reach.REGION)),
            Map.entry("AWS::Logs::LogGroup", new Named("LogGroupName", Reach.REGION)),
            Map.entry("AWS::SageMaker::ModelPackageGroup", new Named("ModelPackageGroupName", Reach.REGION)),
            Map.entry("AWS::SNS::Topic", new Named("TopicName", Reach.REGION)),
            Map.entry("AWS::SSM::Parameter", new Named("Name", Reach.REGION)),
            Map.entry("AWS::StepFunctions::StateMachine", new Named("StateMachineName", Reach.REGION)));

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        var owners = new LinkedHashMap<String, Resource>();
        return assembly.stacks().stream().flatMap(SynthesizedStack::resources).flatMap(resource -> {
            var named = NAMED.get(resource.type());
            var name = named == null
                    ? ""
                    : resource.properties().path(named.property()).asString("");
            if (named == null || name.isEmpty()) {
                return Stream.empty();
            }
            var owner = owners.putIfAbsent(
                    String.join("\n", resource.type(), named.reach().of(resource.stack()), name), resource);
            return owner == null ? Stream.empty() : Stream.of(refusal(resource, name, owner, named.reach()));
        });
    }

    private static Refusal refusal(Resource second, String name, Resource first, Reach reach) {
        return new Refusal(
                List.of(second, first),
                "%s %s already exists when this stack is deployed: %s makes one of that name, and %s. Give each its own name, or none and CloudFormation finds one."
                        .formatted(second.type(), name, first.stack().place(), reach.words));
    }
}
