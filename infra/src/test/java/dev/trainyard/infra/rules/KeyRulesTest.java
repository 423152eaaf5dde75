package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {

    private static final String ACCOUNT =
            "{\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\", \"Principal\": {\"AWS\": \"arn:aws:iam::222222222222:root\"}}";
    private static final String TOPIC = resource("T", "AWS::SNS::Topic", "\"KmsMasterKeyId\": {\"Ref\": \"K\"}");
    private static final String ALARM = resource("A", "AWS::CloudWatch::Alarm", "\"AlarmActions\": [{\"Ref\": \"T\"}]");
    private static final String TOPIC_POLICY = """
            "P": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [{"Ref": "T"}],
              "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*",
                "Principal": {"Service": "cloudwatch.amazonaws.com"}}]}}}
            """;

    @Test
    void aKeyKeepsSomebodyWhoMayChangeIt() {
        assertThat(refusals(Stack.of("dev", key()))).isEmpty();
        assertThat(refusals(Stack.of("dev", resource("K", "AWS::KMS::Key", "\"KeyPolicy\": {\"Statement\": []}"))))
                .singleElement()
                .asString()
                .contains("will not allow you to update the key policy in the future", "222222222222");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\": \"*\"}",
                "{\"AWS\": \"222222222222\"}",
                "{\"AWS\": {\"Fn::GetAtt\": [\"Administrator\", \"Arn\"]}}",
                "{\"AWS\": [\"333333333333\", \"arn:aws:iam::222222222222:role/admin\"]}",
                "{\"AWS\": {\"Fn::Join\": [\"\", [\"arn:\", {\"Ref\": \"AWS::Partition\"}, \":iam::222222222222:root\"]]}}"
            })
    void whoIsOfTheAccountMayChangeItsKey(String principal) {
        assertThat(refusals(Stack.of("dev", keyOf(principal)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\": \"arn:aws:iam::333333333333:root\"}",
                "{\"Service\": \"logs.us-east-1.amazonaws.com\"}"
            })
    void whoIsNotOfTheAccountKeepsNobodyInIt(String principal) {
        assertThat(refusals(Stack.of("dev", keyOf(principal))))
                .singleElement()
                .asString()
                .contains("will not allow you to update the key policy");
    }

    @Test
    void logGroupsNeedTheirServiceInTheKeysPolicy() {
        var group = resource("G", "AWS::Logs::LogGroup", "\"KmsKeyId\": {\"Ref\": \"K\"}");
        assertThat(refusals(Stack.of("dev", resources(group, key(allowing("logs.us-east-1.amazonaws.com", ""))))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resources(group, key(allowing("logs.eu-west-1.amazonaws.com", ""))))))
                .singleElement()
                .asString()
                .contains("LogGroup", "does not exist or is not allowed to be used", "logs.us-east-1.amazonaws.com");
    }

    @Test
    void anAlarmNeedsTheKeyOfItsTopic() {
        var rest = resources(TOPIC, ALARM, TOPIC_POLICY.formatted("sns:Publish"));
        assertThat(refusals(Stack.of("dev", resources(rest, key(allowing("cloudwatch.amazonaws.com", ""))))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resources(rest, key(allowing("monitoring.amazonaws.com", ""))))))
                .singleElement()
                .asString()
                .contains("the alarm A", "kms:Decrypt, kms:GenerateDataKey", "cloudwatch.amazonaws.com", "Construct K");
    }

    @Test
    void anAlarmNeedsThePolicyOfItsTopic() {
        var rest = resources(TOPIC, ALARM, key(allowing("cloudwatch.amazonaws.com", "")));
        assertThat(refusals(Stack.of("dev", resources(rest, TOPIC_POLICY.formatted("sns:Subscribe")))))
                .singleElement()
                .asString()
                .contains("the alarm A is not authorized to perform sns:Publish", "cloudwatch.amazonaws.com");
    }

    @Test
    void eventBridgeMeetsNoConditionOnItsSource() {
        var asking = allowing(
                "events.amazonaws.com",
                ", \"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"222222222222\"}}");
        assertThat(refusals(Stack.of("dev", key(asking))))
                .singleElement()
                .asString()
                .contains("events.amazonaws.com", "[aws:SourceAccount]", "kms:GenerateDataKey", "allows nothing");
    }

    @Test
    void objectsForAnotherAccountNeedTheKeysPolicyToo() {
        var bucket = """
                "BucketEncryption": {"ServerSideEncryptionConfiguration":
                  [{"ServerSideEncryptionByDefault": {"KMSMasterKeyID": {"Ref": "K"}}}]}
                """;
        var policy = """
                "Bucket": {"Ref": "B"}, "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
                  "Resource": "*", "Principal": {"AWS": "arn:aws:iam::333333333333:root"}}]}
                """;
        var rest = resources(resource("B", "AWS::S3::Bucket", bucket), resource("P", "AWS::S3::BucketPolicy", policy));
        var taker =
                "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Principal\": {\"AWS\": \"arn:aws:iam::333333333333:root\"}}";
        assertThat(refusals(Stack.of("dev", resources(rest, key(taker.formatted("kms:Decrypt"))))))
                .isEmpty();
        assertThat(refusals(Stack.of("dev", resources(rest, key(taker.formatted("kms:DescribeKey"))))))
                .singleElement()
                .asString()
                .contains("arn:aws:iam::333333333333:root", "kms:Decrypt", "no resource-based policy allows");
    }

    private static String key(String... statements) {
        return resource(
                "K",
                "AWS::KMS::Key",
                "\"KeyPolicy\": {\"Statement\": [%s]}"
                        .formatted(resources(ACCOUNT, resources(statements)))
                        .replace(", ]", "]"));
    }

    private static String keyOf(String principal) {
        var statement = "{\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\", \"Principal\": %s}";
        return resource(
                "K", "AWS::KMS::Key", "\"KeyPolicy\": {\"Statement\": [%s]}".formatted(statement.formatted(principal)));
    }

    private static String allowing(String service, String condition) {
        return "{\"Effect\": \"Allow\", \"Action\": [\"kms:Encrypt\", \"kms:Decrypt\", \"kms:GenerateDataKey*\"], \"Principal\": {\"Service\": \"%s\"}%s}"
                .formatted(service, condition);
    }
}
