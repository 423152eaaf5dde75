package dev.trainyard.engine.aws;

import dev.trainyard.engine.json.Fields;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.Credentials;
import tools.jackson.databind.node.ObjectNode;

/** Identities as the emulator hands them out. */
public final class EmulatorIdentities implements Identities {
    private static final Pattern NOT_IN_A_SESSION_NAME = Pattern.compile("[^\\w+=,.@-]");
    private static final int LONGEST_SESSION_NAME = 64;

    private final ControlChannel channel;
    private final Clients clients;
    private final String region;

    public EmulatorIdentities(ControlChannel channel, Clients clients, String region) {
        this.channel = channel;
        this.clients = clients;
        this.region = region;
    }

    @Override
    public Identity ofService(Service service, String roleArn, String sessionName) {
        ObjectNode answer = channel.post(
                "/_trainyard/service-session",
                Fields.of("service", service.principal())
                        .with("sourceArn", service.source())
                        .with("roleArn", roleArn)
                        .with("sessionName", valid(sessionName)));
        return new Identity(
                roleArn,
                answer.required("AccessKeyId").asString(),
                answer.required("SecretAccessKey").asString(),
                Optional.of(answer.required("SessionToken").asString()));
    }

    @Override
    public Identity assume(Identity from, String roleArn, String sessionName) {
        Credentials given = clients.sts(from, region)
                .assumeRole(request -> request.roleArn(roleArn).roleSessionName(valid(sessionName)))
                .credentials();
        return new Identity(roleArn, given.accessKeyId(), given.secretAccessKey(), Optional.of(given.sessionToken()));
    }

    @Override
    public void demand(Identity role, String action, String resource) {
        channel.post(
                "/_trainyard/demand",
                Fields.of("principal", role.arn()).with("action", action).with("resource", resource));
    }

    private static String valid(String sessionName) {
        String name = NOT_IN_A_SESSION_NAME.matcher(sessionName).replaceAll("-");
        return name.substring(0, Math.min(name.length(), LONGEST_SESSION_NAME));
    }
}
