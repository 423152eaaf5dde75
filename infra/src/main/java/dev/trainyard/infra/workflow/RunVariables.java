package dev.trainyard.infra.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that a run starts with; they are the interface between the parts of the workflow, and a variable that no
 * state has set is an error of Step Functions' own.
 *
 * <p>{@code $run} stands for the execution in SageMaker names, which allow 63 characters where an execution's has 80: its
 * first eight characters, to be recognized, and eight of its hash, to be unique. {@code $again}, {@code $looks} and
 * {@code $lockLooks} count.
 */
final class RunVariables {

    /** Stands for "there is none": Step Functions' validator refuses an empty string. */
    static final String NONE = "none";

    static final String RUN = """
            $replace($substring(%1$s, 0, 8), /[^A-Za-z0-9]/, '-') & '-' & $substring($hash(%1$s, 'SHA-256'), 0, 8)""".formatted(Jsonata.EXECUTION);

    private static final List<String> NONE_YET = List.of(
            "packageArn",
            "configName",
            "modelDataUrl",
            "sha256",
            "trainingJobArn",
            "promotedFrom",
            "previousConfig",
            "subject");

    private RunVariables() {}

    /** All of them but {@code $request}, as an {@code Assign}. */
    static Map<String, Object> initial(WorkflowProps props) {
        var all = new LinkedHashMap<String, Object>();
        all.put("run", Jsonata.of(RUN));
        List.of("again", "looks", "lockLooks").forEach(counter -> all.put(counter, 0));
        all.put("outcome", "trained");
        all.put("champion", Map.of());
        all.put("championInputs", List.of());
        all.put("championArguments", List.of());
        all.put("image", props.code().image());
        List.of("servingChanged", "scalingStopped").forEach(flag -> all.put(flag, false));
        NONE_YET.forEach(name -> all.put(name, NONE));
        return all;
    }
}
