package dev.trainyard.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person reads of a refusal, by where it comes to light. */
class RefusalsTest {

    private static final String WORKFLOW = "trainyard-dev-ml-WorkflowMachineRole0A6FD579-1a2b";
    private static final String SESSION = "arn:aws:sts::222222222222:assumed-role/" + WORKFLOW + "/run-1";
    private static final String KEY = "arn:aws:kms:us-east-1:222222222222:key/11-22";
    private static final String IDENTITY = " because no identity-based policy allows the %s action";

    private final Map<String, MadeBy> made = Map.of(
            WORKFLOW,
            new MadeBy("p/dev/ml/Workflow/Machine/Role", "infra/Workflow.java"),
            "11-22",
            new MadeBy("p/dev/data/Key/Key", "infra/StageKey.java"),
            "topic",
            new MadeBy("p/dev/ml/Notifications/Topic", "infra/Notifications.java"));

    private List<Refusal> recorded = List.of();

    private List<String> said(String... told) {
        var refusals =
                new Refusals(arn -> Optional.ofNullable(made.get(Arn.of(arn).name())), () -> recorded);
        return refusals.of("dev / Release", List.of(told));
    }

    private static String refused(String principal, String action, String resource, String why) {
        return "User: %s is not authorized to perform: %s on resource: %s%s"
                .formatted(principal, action, resource, why.formatted(action));
    }

    @Test
    void aStatesRefusalNamesRoleActionResourceReasonAndFile() {
        var job = "arn:aws:sagemaker:us-east-1:222222222222:training-job/trainyard-dev-train-1";

        assertThat(said("workflow state Train failed: SageMaker.AccessDeniedException: "
                        + refused(SESSION, "sagemaker:AddTags", job, IDENTITY)
                        + " (Service: SageMaker, Status Code: 400)"))
                .containsExactly("dev / Release: role " + WORKFLOW + " may not sagemaker:AddTags"
                        + " on training-job/trainyard-dev-train-1: no statement allows it."
                        + " Construct p/dev/ml/Workflow/Machine/Role (infra/Workflow.java).");
    }

    @Test
    void eachTryOfAStateIsToldOnce() {
        var job = "arn:aws:sagemaker:us-east-1:222222222222:training-job/trainyard-dev-train-";

        assertThat(said(
                        refused(SESSION, "sagemaker:AddTags", job + "00", IDENTITY),
                        refused(SESSION, "sagemaker:AddTags", job + "01", IDENTITY)))
                .singleElement()
                .asString()
                .contains("training-job/trainyard-dev-train-00")
                .endsWith(" So on 1 more of its kind.");
    }

    @Test
    void aKeysPolicyIsNamedWithTheKeysOwnFile() {
        var why = " because no resource-based policy allows the kms:Decrypt action";

        assertThat(said(refused(SESSION, "kms:Decrypt", KEY, why)))
                .containsExactly("dev / Release: role " + WORKFLOW + " may not kms:Decrypt on key/11-22:"
                        + " the key's policy does not allow it. Construct p/dev/ml/Workflow/Machine/Role"
                        + " (infra/Workflow.java). The resource: construct p/dev/data/Key/Key (infra/StageKey.java).");
    }

    @Test
    void aDenyIsToldFromWhatNobodyAllows() {
        var bucket = "\"arn:aws:s3:::trainyard-raw/raw/cars.csv\"";

        assertThat(said(refused(SESSION, "s3:GetObject", bucket, " with an explicit deny in a resource-based policy")))
                .singleElement()
                .asString()
                .contains("may not s3:GetObject on trainyard-raw/raw/cars.csv: the policy of the resource denies it.");
    }

    @Test
    void withoutTheStacksItIsToldWithoutTheFile() {
        var told = refused(SESSION, "kms:Decrypt", KEY, IDENTITY);

        assertThat(Explainer.refusalsAlone("dev / Release", List.of(told)))
                .containsExactly("dev / Release: role " + WORKFLOW
                        + " may not kms:Decrypt on key/11-22: no statement allows it.");
    }

    @Test
    void theRecordNamesTheStatementThatDenies() {
        var object = "arn:aws:s3:::trainyard-raw/raw/cars.csv";
        var own = new Refusal.Reason("identity-based policy", true, "NoCars");
        var others = new Refusal.Reason("resource-based policy", true, "OnlyTls");
        var role = "arn:aws:iam::222222222222:role/" + WORKFLOW;
        recorded = List.of(
                new Refusal(role, "s3:GetObject", object, own), new Refusal(role, "s3:PutObject", object, others));

        assertThat(said(
                        refused(SESSION, "s3:GetObject", object, " with an explicit deny in an identity-based policy"),
                        refused(SESSION, "s3:PutObject", object, " with an explicit deny in a resource-based policy")))
                .satisfiesExactly(
                        first -> assertThat(first).contains(": statement NoCars of its own policies denies it."),
                        second -> assertThat(second)
                                .contains(": the policy of the resource denies it by its statement OnlyTls."));
    }

    @Test
    void aServicesDeliveryIsJudgedByTheResource() {
        assertThat(
                        said(
                                "events.amazonaws.com is not authorized to perform: sns:Publish on resource:"
                                        + " arn:aws:sns:us-east-1:222222222222:topic, for arn:aws:events:us-east-1:222222222222:rule/r"))
                .containsExactly("dev / Release: events.amazonaws.com may not sns:Publish on topic of account"
                        + " 222222222222: the policy of the resource does not allow it."
                        + " The resource: construct p/dev/ml/Notifications/Topic (infra/Notifications.java).");
    }

    @Test
    void aRoleThatIsNotAssumedNamesItsTrust() {
        assertThat(
                        said(
                                "Could not assume role arn:aws:iam::222222222222:role/" + WORKFLOW
                                        + ". Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume"))
                .singleElement()
                .asString()
                .contains("sagemaker.amazonaws.com may not sts:AssumeRole on role/" + WORKFLOW)
                .contains("its trust policy does not allow it")
                .contains("infra/Workflow.java");
    }

    @Test
    void aRoleOfTheBootstrapHasNoConstruct() {
        var deploy = "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-us-east-1";

        assertThat(said(refused("arn:aws:sts::111111111111:assumed-role/Pipeline/x", "sts:AssumeRole", deploy, "")))
                .singleElement()
                .asString()
                .contains("no statement allows it, or its trust policy refuses")
                .contains("cdk bootstrap made it (stack CDKToolkit of account 222222222222 in us-east-1)", "--trust");
    }

    @Test
    void whatABareRefusalKeepsToItselfComesFromTheRecord() {
        var role = "arn:aws:iam::222222222222:role/";
        var unallowed = new Refusal.Reason("identity-based policy", false);
        recorded = List.of(
                new Refusal(role + WORKFLOW, "s3:GetObject", "arn:aws:s3:::models/m.tar.gz", unallowed),
                new Refusal(role + "other", "s3:GetObject", "arn:aws:s3:::elsewhere/x", unallowed));

        assertThat(said("Could not access model data at s3://models/m.tar.gz. Please ensure that the role"
                        + " \"arn:aws:iam::222222222222:role/" + WORKFLOW + "\" exists (403)"))
                .containsExactly("dev / Release: role " + WORKFLOW + " may not s3:GetObject on models/m.tar.gz:"
                        + " no statement allows it. Construct p/dev/ml/Workflow/Machine/Role (infra/Workflow.java).");
    }

    @Test
    void whatCouldNotBeDeliveredIsJudgedByTheResource() {
        assertThat(said("arn:aws:cloudwatch:us-east-1:222222222222:alarm:a could not deliver: cloudwatch.amazonaws.com"
                        + " is not authorized to perform: kms:Decrypt on resource: " + KEY + ", for x"))
                .containsExactly(
                        "dev / Release: cloudwatch.amazonaws.com may not kms:Decrypt on key/11-22 of account 222222222222:"
                                + " the key's policy does not allow it."
                                + " The resource: construct p/dev/data/Key/Key (infra/StageKey.java).");
    }

    @Test
    void aFailureOfAnotherKindIsNoRefusal() {
        recorded = List.of(new Refusal(SESSION, "s3:GetObject", "*", Refusal.Reason.UNSAID));

        assertThat(said("Train: ValueError: no rows", "as " + SESSION)).isEmpty();
    }
}
