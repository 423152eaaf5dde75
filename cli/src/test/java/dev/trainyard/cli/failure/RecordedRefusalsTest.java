package dev.trainyard.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.permissions.Permissions;
import dev.trainyard.cli.permissions.Permissions.Call;
import dev.trainyard.cli.permissions.Permissions.Dropped;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the stand-in's record becomes a refusal to tell of. */
class RecordedRefusalsTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/job";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MODEL = "arn:aws:s3:::models/m.tar.gz";

    @Test
    void aRefusedCallIsOneOfEachResource() {
        var call = call(
                "refused", List.of(MODEL, "arn:aws:s3:::models"), "with an explicit deny in a VPC endpoint policy");

        assertThat(RecordedRefusals.of(record(call), START))
                .containsExactly(
                        new Refusal(ROLE, "s3:GetObject", MODEL, new Refusal.Reason("VPC endpoint policy", true)),
                        new Refusal(
                                ROLE,
                                "s3:GetObject",
                                "arn:aws:s3:::models",
                                new Refusal.Reason("VPC endpoint policy", true)));
    }

    @Test
    void withoutAReasonNoneIsMadeUp() {
        assertThat(RecordedRefusals.of(record(call("refused", List.of(MODEL), "")), START))
                .containsExactly(new Refusal(ROLE, "s3:GetObject", MODEL, Refusal.Reason.UNSAID));
    }

    @Test
    void whatWasAllowedIsNone() {
        assertThat(RecordedRefusals.of(record(call("allowed", List.of(MODEL), "")), START))
                .isEmpty();
    }

    @Test
    void whatWasDroppedComesWithItsSender() {
        var why = "cloudwatch.amazonaws.com is not authorized to perform: kms:Decrypt on resource: k, for x";
        var alarm = new Dropped("arn:aws:cloudwatch:us-east-1:222222222222:alarm:a", why, 2, 1000.5);
        var mended = new Dropped("arn:aws:cloudwatch:us-east-1:222222222222:alarm:b", why, 1, 999.9);

        assertThat(RecordedRefusals.undelivered(
                        new Permissions(List.of(), List.of(alarm, mended), List.of()), Instant.ofEpochSecond(1000)))
                .containsExactly("arn:aws:cloudwatch:us-east-1:222222222222:alarm:a could not deliver: " + why);
    }

    @Test
    void whatAnEarlierRunMetIsNone() {
        var call = call("refused", List.of(MODEL), "");
        var later = START.plusSeconds(1);

        assertThat(RecordedRefusals.of(record(call), later)).isEmpty();
    }

    @Test
    void aStatementThatDeniesHasItsName() {
        var deny = "with an explicit deny in an identity-based policy";
        var call = new Call(
                ROLE,
                "s3:GetObject",
                "refused",
                1,
                List.of(MODEL),
                List.of(),
                deny,
                "NoModels",
                START.getEpochSecond());

        assertThat(RecordedRefusals.of(record(call), START))
                .extracting(refusal -> refusal.reason().sid())
                .containsExactly("NoModels");
    }

    private static Permissions record(Call call) {
        return new Permissions(List.of(call), List.of(), List.of());
    }

    private static Call call(String decision, List<String> resources, String why) {
        return new Call(ROLE, "s3:GetObject", decision, 1, resources, List.of(), why, "", START.getEpochSecond());
    }
}
