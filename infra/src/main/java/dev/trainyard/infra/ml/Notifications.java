package dev.trainyard.infra.ml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that tells people of failures, encrypted, over TLS only; by e-mail where the config names an address. */
final class Notifications extends Construct {

    private final Topic topic;

    Notifications(Construct scope, String id, IKey key, Optional<String> email) {
        super(scope, id);
        topic = Topic.Builder.create(this, "Topic")
                .displayName("Trainyard")
                .masterKey(key)
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(alarmsOfThisAccount());
        email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    Topic topic() {
        return topic;
    }

    /** A policy of one's own takes the place of the default one, which lets every alarm of the account through. */
    private PolicyStatement alarmsOfThisAccount() {
        return PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }
}
