import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.TreeMap;

/** Answers with what a function sees of its surroundings; counts its calls to show that it is kept warm. */
public class Probe implements RequestHandler<Map<String, String>, Map<String, String>> {
    private static int calls;

    @Override
    public Map<String, String> handleRequest(Map<String, String> event, Context context) {
        context.getLogger().log("call " + ++calls);
        if (event.containsKey("raise")) {
            throw new IllegalStateException(event.get("raise"));
        }
        var seen = new TreeMap<>(System.getenv());
        seen.put("calls", Integer.toString(calls));
        seen.put("trustStore", System.getProperty("javax.net.ssl.trustStore"));
        seen.put("javaVersion", Runtime.version().toString());
        return seen;
    }
}
