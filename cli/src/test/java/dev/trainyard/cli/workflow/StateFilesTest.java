package dev.trainyard.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateFilesTest {

    private static final StateFiles FILES = StateFiles.in("""
            {"States": {
              "Train": {"Type": "Task", "Comment": "Written in infra/A.java, infra/B.java"},
              "Wait": {"Type": "Wait", "Comment": "for the endpoint"},
              "Each": {"Type": "Map", "ItemProcessor": {"States": {"Delete": {"Type": "Task", "Comment": "Written in infra/C.java"}}}}}}""");

    @Test
    void aFailedStateIsToldWithItsFiles() {
        assertThat(FILES.namedIn("workflow state Train failed: Job: no rows"))
                .isEqualTo("workflow state Train failed: Job: no rows [infra/A.java, infra/B.java]");
        assertThat(FILES.of("Delete")).contains("infra/C.java");
    }

    @Test
    void whatHasNoFileIsToldAsItIs() {
        assertThat(FILES.namedIn("workflow state Wait failed: x")).isEqualTo("workflow state Wait failed: x");
        assertThat(FILES.namedIn("workflow state Other failed: x")).isEqualTo("workflow state Other failed: x");
        assertThat(FILES.namedIn("the state Train is fine")).isEqualTo("the state Train is fine");
    }
}
