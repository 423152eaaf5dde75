package dev.trainyard.infra.ml;

import java.util.Optional;
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
        email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    Topic topic() {
        return topic;
    }
}
