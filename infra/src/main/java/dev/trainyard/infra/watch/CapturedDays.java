package dev.trainyard.infra.watch;

import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.AwsCall;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.States;
import dev.trainyard.infra.workflow.Workflow;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The days of the last week for which there is captured traffic, and whether there is ground truth: a processing job fails
 * on an input without a file. Sets {@code $days}, texts like {@code 2026/11/21}, and {@code $truths}, 0 or 1.
 *
 * <p>A week, because a processing job takes ten inputs: seven days, the model, the code and the ground truth. Capture is
 * kept by the hour and has no limit of files, so that it is asked for folders of a month, of which there are at most 31.
 */
final class CapturedDays {

    private static final int DAYS = 7;
    private static final String DAY_BEFORE =
            "$fromMillis($toMillis($states.context.Execution.StartTime) - %d * 86400000, '[Y0001]/[M01]/[D01]')";

    private final States states;
    private final WorkflowProps props;
    private final String capture;

    CapturedDays(States states, WorkflowProps props) {
        this.states = states;
        this.props = props;
        capture = "capture/%s/%s/".formatted(props.names().endpoint(), Workflow.VARIANT);
    }

    /** Where a day's capture is. */
    String uri(String day) {
        return "'s3://%s/%s' & %s & '/'".formatted(bucket(), capture, day);
    }

    IChainable leadingTo(IChainable next) {
        var truth = new AwsCall(
                "s3",
                "listObjectsV2",
                Ordered.map("Bucket", bucket(), "Prefix", "ground-truth/", "MaxKeys", 1),
                Map.of("truths", Jsonata.of("$count($states.result.Contents)")),
                List.of(listing("ground-truth/")));
        return Chain.start(states.call("CapturedEarlier", daysOf(firstDay(), "[]")))
                .next(states.call("CapturedLately", daysOf(DAY_BEFORE.formatted(0), "$days")))
                .next(states.call("LookForGroundTruth", truth))
                .next(next);
    }

    /** Adds the days of a day's month to those known. MiniStack hands over a single folder as a text, AWS never does. */
    private AwsCall daysOf(String day, String known) {
        var found = "$states.result.CommonPrefixes.$substring($type($) = 'string' ? $ : Prefix, %d, 10)"
                .formatted(capture.length());
        var days = "[$distinct($append(%s, %s))[$ >= %s]]".formatted(known, found, firstDay());
        return new AwsCall(
                "s3",
                "listObjectsV2",
                Ordered.map("Bucket", bucket(), "Prefix", Jsonata.of(month(day)), "Delimiter", "/"),
                Map.of("days", Jsonata.of(days)),
                List.of(listing(capture)));
    }

    private String month(String day) {
        return "'%s' & $substring(%s, 0, 8)".formatted(capture, day);
    }

    private static String firstDay() {
        return DAY_BEFORE.formatted(DAYS - 1);
    }

    private PolicyStatement listing(String prefix) {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(props.dataset().artifacts().getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", prefix + "*")))
                .build();
    }

    private String bucket() {
        return props.dataset().artifacts().getBucketName();
    }
}
