package dev.trainyard.lambdas.gate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda handler {@code dev.trainyard.lambdas.gate.GateHandler::handleRequest}: reads an
 * evaluation, keeps the decision beside it and answers with it.
 *
 * <p>Streams, because the Lambda runtime's own serializer (1.2.0) can neither construct a record nor write the null that the
 * contract asks for.
 *
 * <p>Environment: {@link Settings}. Permissions: {@code s3:GetObject} and {@code s3:PutObject} on the evaluations, {@code kms:Decrypt} and
 * {@code kms:GenerateDataKey} on their key, and
 * {@code s3:ListBucket}, without which S3 says 403 instead of 404 for a missing object.
 */
public final class GateHandler implements RequestStreamHandler {

    private final JsonMapper json = JsonMapper.shared();
    private final EvaluationReader reader;
    private final Gate gate;
    private final DecisionRecord record;
    private final DecisionLog decisions = new DecisionLog();

    /** For the Lambda runtime: once per environment, so that warm calls reuse the client and its connections. */
    public GateHandler() {
        this(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Settings.from(System.getenv()));
    }

    GateHandler(S3Client s3, Settings settings) {
        this.reader = new EvaluationReader(s3);
        this.gate = new Gate(settings);
        this.record = new DecisionRecord(s3);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var request = GateRequest.from(json.readTree(event));
        var decision = gate.decide(reader.read(request), request);
        record.write(request, decision);
        decisions.write(request, decision, context.getAwsRequestId(), context.getLogger()::log);
        json.writeValue(answer, decision);
    }
}
