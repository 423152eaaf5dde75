package dev.trainyard.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of a failure that hints at a refusal and names no role. */
class BareRefusalsTest {

    private static final String CDK_ASSETS =
            "fail: Bucket named 'cdk-assets-222' exists, but we dont have access to it.";
    private static final Refusal.Reason NO_STATEMENT = new Refusal.Reason("identity-based policy", false);

    private final List<Refusal> recorded = List.of(
            refused("publisher", "s3:GetBucketLocation", "cdk-assets-222"),
            refused("gate", "s3:GetObject", "trainyard-raw/raw/cars.csv"));

    private static Refusal refused(String role, String action, String object) {
        return new Refusal("arn:aws:iam::222222222222:role/" + role, action, "arn:aws:s3:::" + object, NO_STATEMENT);
    }

    private List<String> said(String... told) {
        return new Refusals(arn -> Optional.empty(), () -> recorded).of("Assets / File", List.of(told));
    }

    @Test
    void theBucketThatItNamesFindsWhoWasRefusedThere() {
        assertThat(said(CDK_ASSETS))
                .containsExactly("Assets / File: role publisher may not s3:GetBucketLocation on cdk-assets-222:"
                        + " no statement allows it.");
    }

    @Test
    void aRoleThatItNamesGoesBeforeTheBucket() {
        assertThat(said(CDK_ASSETS, "the build ran as arn:aws:iam::222222222222:role/gate"))
                .singleElement()
                .asString()
                .contains("role gate may not s3:GetObject");
    }

    @Test
    void whatHintsAtNoRefusalFindsNone() {
        assertThat(said("the bucket cdk-assets-222 is empty")).isEmpty();
    }
}
