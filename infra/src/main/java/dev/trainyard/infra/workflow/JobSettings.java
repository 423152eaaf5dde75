package dev.trainyard.infra.workflow;

import dev.trainyard.config.WorkflowSettings.Machine;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all of a stage's jobs share: machine, network, encryption, tags. */
public final class JobSettings {

    private final WorkflowProps props;

    public JobSettings(WorkflowProps props) {
        this.props = props;
    }

    public Map<String, Object> cluster(Machine machine) {
        return Ordered.map(
                "InstanceCount",
                1,
                "InstanceType",
                machine.instanceType(),
                "VolumeSizeInGB",
                machine.volumeGiB(),
                "VolumeKmsKeyId",
                keyArn());
    }

    public static Map<String, Object> stopping(Machine machine) {
        return Map.of("MaxRuntimeInSeconds", machine.maxRuntime().toSeconds());
    }

    public Map<String, Object> vpcConfig() {
        return props.network().vpcConfig();
    }

    public String keyArn() {
        return props.dataset().key().getKeyArn();
    }

    /** The stage's tags, in SageMaker's form: what the workflow makes, CloudFormation does not tag. */
    public List<Map<String, Object>> tags() {
        var tags = new TreeMap<>(props.stage().tags());
        tags.put("app", props.names().app());
        tags.put("stage", props.names().stage());
        return tags.entrySet().stream()
                .map(tag -> Ordered.map("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
    }
}
