package dev.trainyard.infra.workflow;

import dev.trainyard.config.EndpointSettings.Capture;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;

/** Requests and answers of the endpoint kept in S3, under {@value #PREFIX}; SageMaker adds endpoint, variant and hour. */
public final class Capturing {

    /** Where in the artifacts bucket. */
    public static final String PREFIX = "capture/";

    private final WorkflowProps props;

    Capturing(WorkflowProps props) {
        this.props = props;
    }

    /** SageMaker's {@code DataCaptureConfig}. What it does not know as CSV or JSON it would write as base64. */
    Map<String, Object> of(Capture capture, String keyArn) {
        return Ordered.map(
                "EnableCapture",
                true,
                "InitialSamplingPercentage",
                capture.percent(),
                "DestinationS3Uri",
                "s3://%s/%s".formatted(props.dataset().artifacts().getBucketName(), PREFIX.replace("/", "")),
                "KmsKeyId",
                keyArn,
                "CaptureOptions",
                List.of(Map.of("CaptureMode", "Input"), Map.of("CaptureMode", "Output")),
                "CaptureContentTypeHeader",
                Ordered.map(
                        "CsvContentTypes", List.of("text/csv"),
                        "JsonContentTypes", List.of("application/json", "application/jsonlines")));
    }
}
