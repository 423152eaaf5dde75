package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsRulesTest {

    @Test
    void aRefusalNamesStackConstructAndFile() {
        var subnet = """
                "S": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": "us-east-1g"},
                      "Metadata": {"aws:cdk:path": "dev/data/S/Resource", "trainyard:source": "infra/S.java"}}
                """;
        assertThat(refusals(Stack.of("dev", subnet)))
                .singleElement()
                .asString()
                .startsWith("dev / data (app-dev): Value (us-east-1g) for parameter availabilityZone is invalid")
                .endsWith("\n    Construct dev/data/S (infra/S.java)");
    }

    @Test
    void aBucketsNameIsTakenForAllAccounts() {
        var bucket = resource("B", "AWS::S3::Bucket", "\"BucketName\": \"raw\"");
        assertThat(refusals(Stack.of("dev", bucket), Stack.of("staging", bucket)))
                .singleElement()
                .asString()
                .contains("staging / data", "raw already exists", "dev / data", "over all accounts");
    }

    @Test
    void aRolesNameIsTakenInItsAccountAlone() {
        var role = resource("R", "AWS::IAM::Role", "\"RoleName\": \"builder\"");
        assertThat(refusals(Stack.of("dev", role), Stack.of("staging", role))).isEmpty();
        assertThat(refusals(Stack.of("dev", role), Stack.of("dev", role)))
                .singleElement()
                .asString()
                .contains("builder already exists");
    }

    @Test
    void anEndpointIsOfAServiceThatExists() {
        var named = "\"ServiceName\": \"com.amazonaws.us-east-1.%s\"";
        assertThat(refusals(Stack.of("dev", resource("E", "AWS::EC2::VPCEndpoint", named.formatted("monitoring")))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resource("E", "AWS::EC2::VPCEndpoint", named.formatted("cloudwatch")))))
                .singleElement()
                .asString()
                .contains("'com.amazonaws.us-east-1.cloudwatch' does not exist");
    }

    @Test
    void privateNamesNeedHostNames() {
        var endpoint =
                resource("E", "AWS::EC2::VPCEndpoint", "\"PrivateDnsEnabled\": true, \"VpcId\": {\"Ref\": \"V\"}");
        var vpc = resource("V", "AWS::EC2::VPC", "\"EnableDnsHostnames\": %s");
        assertThat(refusals(Stack.of("dev", resources(endpoint, vpc.formatted("true")))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resources(endpoint, vpc.formatted("false")))))
                .singleElement()
                .asString()
                .contains("PrivateDnsEnabled", "enableDnsHostnames", "got true and false");
    }

    @Test
    void infrequentAccessComesAfterThirtyDays() {
        var rules = """
                "LifecycleConfiguration": {"Rules": [{"Transitions":
                  [{"StorageClass": "STANDARD_IA", "TransitionInDays": %d}]}]}
                """;
        assertThat(refusals(Stack.of("dev", resource("B", "AWS::S3::Bucket", rules.formatted(30)))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resource("B", "AWS::S3::Bucket", rules.formatted(7)))))
                .singleElement()
                .asString()
                .contains("greater than or equal to 30 for storageClass 'STANDARD_IA', got 7");
    }

    @Test
    void javaLoadsNoNewerClasses(@TempDir Path assembly) throws IOException {
        var function = """
                "Runtime": "%s", "Handler": "a.Handler::handle", "Code": {"S3Key": "code.zip"}
                """;
        try (var zip = new ZipOutputStream(Files.newOutputStream(assembly.resolve("asset.code.zip")))) {
            zip.putNextEntry(new ZipEntry("a/Handler.class"));
            zip.write(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 69});
        }
        assertThat(refusals(
                        assembly,
                        Stack.of("dev", resource("F", "AWS::Lambda::Function", function.formatted("java25")))))
                .isEmpty();
        assertThat(refusals(
                        assembly,
                        Stack.of("dev", resource("F", "AWS::Lambda::Function", function.formatted("java21")))))
                .singleElement()
                .asString()
                .contains("UnsupportedClassVersionError", "class file version 69.0", "java21", "65.0");
    }
}
