import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.services.sts.StsClient;

/** Tells whom a client without any settings speaks to, as a function and as a program. */
public class WhoAmI implements RequestHandler<Map<String, String>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
        try (StsClient sts = StsClient.create()) {
            return Map.of(
                    "environment", System.getenv(),
                    "endpoint",
                            sts.serviceClientConfiguration()
                                    .endpointOverride()
                                    .map(Object::toString)
                                    .orElse("AWS's own"),
                    "identity", sts.getCallerIdentity().arn());
        }
    }

    public static void main(String[] arguments) {
        Map<String, Object> told = new WhoAmI().handleRequest(Map.of(), null);
        System.out.printf("{\"endpoint\": \"%s\", \"identity\": \"%s\"}%n", told.get("endpoint"), told.get("identity"));
    }
}
