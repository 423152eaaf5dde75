package dev.trainyard.cli.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewedTest {

    private static final Reviewed REVIEWED = new Reviewed(
            List.of(new Reviewed.Wildcard(List.of("ec2:Describe*"), Optional.empty(), "AWS gives them no resource")),
            List.of(new Reviewed.Pattern(Map.of("${Raw.Arn}/*", List.of("ml/Jobs/Role")), "objects are made later")),
            List.of(new Reviewed.Unused(
                    Map.of("ml/Jobs/Role", List.of("s3:GetObject*")), Optional.of("${Raw.Arn}"), "only on a bad day")),
            List.of());

    @Test
    void aReasonIsForItsActionsAlone() {
        assertThat(REVIEWED.whyEverything("ml/Jobs/Role", "ec2:DescribeVpcs")).contains("AWS gives them no resource");
        assertThat(REVIEWED.whyEverything("ml/Jobs/Role", "ec2:RunInstances")).isEmpty();
    }

    @Test
    void aReasonIsForItsRoleAndResourceAlone() {
        assertThat(REVIEWED.whyUnused("ml/Jobs/Role", "s3:GetObject*", "${Raw.Arn}/*"))
                .contains("only on a bad day");
        assertThat(REVIEWED.whyUnused("ml/Jobs/Role", "s3:GetObject*", "${Other.Arn}/*"))
                .isEmpty();
        assertThat(REVIEWED.whyUnused("Pipeline/Role", "s3:GetObject*", "${Raw.Arn}/*"))
                .isEmpty();
    }

    @Test
    void aPatternIsReviewedWordForWord() {
        assertThat(REVIEWED.whyPattern("ml/Jobs/Role", "${Raw.Arn}/*")).contains("objects are made later");
        assertThat(REVIEWED.whyPattern("ml/Jobs/Role", "${Raw.Arn}/other/*")).isEmpty();
        assertThat(REVIEWED.whyPattern("ml/Serving/Role", "${Raw.Arn}/*")).isEmpty();
    }

    @Test
    void theFileCanBeReadAndEachEntryHasItsReason() {
        Reviewed file = Reviewed.load();

        assertThat(file.wildcards())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.reason()).hasSizeGreaterThan(20));
        assertThat(file.unused())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.reason()).hasSizeGreaterThan(20));
        assertThat(file.patterns())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.reason()).hasSizeGreaterThan(20));
        assertThat(file.untaken()).allSatisfy(each -> assertThat(each.reason()).hasSizeGreaterThan(20));
    }
}
