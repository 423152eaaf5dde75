package dev.trainyard.infra.batch;

import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.AwsCall;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.SideMachine;
import dev.trainyard.infra.workflow.States;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/** What a batch is asked (contract {@code batch-input}), refused in words before a machine is paid for. Sets {@code $request}. */
final class BatchInput {

    /** Where the files are, in the bucket of raw data; beside {@code raw/}, so that no run trains on them. */
    static final String PREFIX = "batch/";

    private static final String REQUEST = "$merge([{'join': false}, $states.input])";
    private static final String VALID = """
            $type($request.input) = 'string' and $type($request.join) = 'boolean'\
             and $contains($string($request.input), /^[A-Za-z0-9._=-][A-Za-z0-9._=\\/-]*$/)\
             and $request.contentType in ['text/csv', 'application/jsonlines']\
             and $count($keys($request)[$not($ in ['input', 'contentType', 'join'])]) = 0""";
    private static final String REFUSAL = """
            'the input must have input (a key prefix below %s, of letters, digits and . _ = - /), contentType (text/csv or\
             application/jsonlines), may have join (true or false), and nothing else; got ' & $string($states.input)""";

    private BatchInput() {}

    static IChainable leadingTo(States states, IBucket raw, IChainable next) {
        var where = "s3://" + raw.getBucketName() + "/" + PREFIX;
        var assign = SideMachine.variables();
        assign.put("request", Jsonata.of(REQUEST));
        var read = Pass.jsonata(
                states.scope(),
                "ReadInput",
                PassJsonataProps.builder().assign(assign).build());
        var refused = states.refusal("InputRefused", "ReadInput", "InputRefused", Jsonata.of(REFUSAL.formatted(where)));
        var nothing = states.refusal(
                "NothingToAnswer",
                "LookForFiles",
                "NothingToAnswer",
                Jsonata.of("'there is no file below %s' & $request.input".formatted(where)));
        var look = states.call("LookForFiles", list(raw));
        look.next(
                states.choice("HasFiles").when(States.when("$files > 0"), next).otherwise(nothing));
        return read.next(
                states.choice("InputIsValid").when(States.when(VALID), look).otherwise(refused));
    }

    private static AwsCall list(IBucket raw) {
        var allowed = PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(raw.getBucketArn()))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", PREFIX + "*")))
                .build();
        return new AwsCall(
                "s3",
                "listObjectsV2",
                Ordered.map(
                        "Bucket",
                        raw.getBucketName(),
                        "Prefix",
                        Jsonata.of("'%s' & $request.input".formatted(PREFIX)),
                        "MaxKeys",
                        1),
                Map.of("files", Jsonata.of("$count($states.result.Contents)")),
                List.of(allowed));
    }
}
