package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * What preprocessing says of the data (contract {@code data-verdict}): refused data ends the run. The job has succeeded
 * then, so that what it found in which rows is in the bucket.
 */
final class DataVerdict {

    private static final String FOLDER = "rejected";

    private final States states;
    private final WorkflowProps props;

    DataVerdict(States states, WorkflowProps props) {
        this.states = states;
        this.props = props;
    }

    IChainable leadingTo(IChainable next) {
        var refused = states.refusal("DataRefused", "Preprocess", "DataRefused", Jsonata.of(refusal()));
        var read = states.call("ReadDataVerdict", call());
        read.next(states.choice("IsDataAccepted")
                .when(States.when("$data.accepted = true"), next)
                .otherwise(refused));
        return read;
    }

    private AwsCall call() {
        var processed = props.dataset().processed();
        return new AwsCall(
                "s3",
                "getObject",
                Ordered.map(
                        "Bucket", processed.getBucketName(), "Key", Jsonata.key("processed", FOLDER + "/verdict.json")),
                Map.of("data", Jsonata.of("$parse($states.result.Body)")),
                List.of(Allow.actions(List.of("s3:GetObject"), List.of(processed.arnForObjects("processed/*")))));
    }

    private String refusal() {
        return "'the data is refused: ' & $join($data.reasons, '; ') & '; what is wrong in which rows: s3://%s/processed/' & %s & '/%s/'"
                .formatted(props.dataset().processed().getBucketName(), Jsonata.EXECUTION, FOLDER);
    }
}
