package dev.trainyard.endpointtests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must leave a template before an engine without Lambda and NAT can take it. Each edit is named, so that a test can
 * say what it did not cover.
 */
public final class TemplateEdits {
    /** LocalStack 4.14 makes no elastic IP, so a NAT gateway rolls the stack back. */
    private static final Set<String> NAT = Set.of("AWS::EC2::EIP", "AWS::EC2::NatGateway");

    private TemplateEdits() {}

    /** Removes NAT gateways, their addresses, and the routes through them. */
    public static ObjectNode withoutNat(ObjectNode template) {
        removeTypes(template, NAT);
        return template;
    }

    /** Removes custom resources and the functions behind them, which need Lambda and a bootstrapped account. */
    public static ObjectNode withoutCustomResources(ObjectNode template) {
        var types = new HashSet<>(Set.of("AWS::Lambda::Function", "AWS::CDK::Metadata"));
        resources(template).properties().forEach(entry -> {
            var type = entry.getValue().required("Type").asString();
            if (type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource")) {
                types.add(type);
            }
        });
        removeTypes(template, types);
        // CDK's check of the bootstrap stack's version, which an account that was not bootstrapped does not have.
        template.remove("Rules");
        if (template.get("Parameters") instanceof ObjectNode parameters) {
            parameters.remove("BootstrapVersion");
        }
        return template;
    }

    private static void removeTypes(ObjectNode template, Set<String> types) {
        var gone = new HashSet<String>();
        resources(template).properties().forEach(entry -> {
            if (types.contains(entry.getValue().required("Type").asString())) {
                gone.add(entry.getKey());
            }
        });
        removeWithDependents(template, gone);
    }

    /** A resource whose properties refer to one that is gone goes too; a mere DependsOn is dropped. */
    private static void removeWithDependents(ObjectNode template, Set<String> gone) {
        var resources = resources(template);
        var more = true;
        while (more) {
            more = false;
            for (var entry : new ArrayList<>(resources.properties())) {
                var properties = entry.getValue().path("Properties");
                if (!gone.contains(entry.getKey()) && refersTo(properties, gone)) {
                    more = gone.add(entry.getKey());
                }
            }
        }
        resources.remove(gone);
        resources.properties().forEach(entry -> dropDependsOn((ObjectNode) entry.getValue(), gone));
        if (template.get("Outputs") instanceof ObjectNode outputs) {
            var names = outputs.properties().stream()
                    .filter(entry -> refersTo(entry.getValue(), gone))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            outputs.remove(names);
        }
    }

    private static void dropDependsOn(ObjectNode resource, Set<String> gone) {
        if (resource.get("DependsOn") instanceof ArrayNode names) {
            for (var i = names.size() - 1; i >= 0; i--) {
                if (gone.contains(names.get(i).asString())) {
                    names.remove(i);
                }
            }
        } else if (gone.contains(resource.path("DependsOn").asString(""))) {
            resource.remove("DependsOn");
        }
    }

    private static boolean refersTo(JsonNode node, Set<String> names) {
        if (node.has("Ref") && names.contains(node.get("Ref").asString())) {
            return true;
        }
        if (node.get("Fn::GetAtt") instanceof ArrayNode attribute
                && names.contains(attribute.get(0).asString())) {
            return true;
        }
        return node.valueStream().anyMatch(child -> refersTo(child, names));
    }

    private static ObjectNode resources(ObjectNode template) {
        return (ObjectNode) template.required("Resources");
    }
}
