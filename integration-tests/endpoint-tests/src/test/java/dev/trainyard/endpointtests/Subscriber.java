package dev.trainyard.endpointtests;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Somebody whom a topic tells, by a queue of their own.
 *
 * @param sqs where the queue is
 * @param queueUrl of the queue
 */
record Subscriber(SqsClient sqs, String queueUrl) {

    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage", "Resource": "%s"}]}""";

    static Subscriber to(DeployedStage stage, String topicArn) {
        var sqs = stage.account().client(SqsClient.builder());
        var url = sqs.createQueue(request -> request.queueName("subscriber")).queueUrl();
        var arn = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, POLICY.formatted(arn))));
        stage.account()
                .client(SnsClient.builder())
                .subscribe(request -> request.topicArn(topicArn).protocol("sqs").endpoint(arn));
        return new Subscriber(sqs, url);
    }

    /** What came and was not heard before. */
    Optional<String> heard() {
        var messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
                .messages();
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(messages.stream().map(Message::body).collect(Collectors.joining("\n")));
    }
}
