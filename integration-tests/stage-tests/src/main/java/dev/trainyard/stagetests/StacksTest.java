package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What was deployed is there, whole. A stack that an earlier run rolled back, and this one had nothing to change in, stays in
 * UPDATE_ROLLBACK_COMPLETE: it is the release all the same, since a failed Deploy would have ended this run before.
 */
class StacksTest {

    private static final StageUnderTest STAGE = StageUnderTest.fromSystemProperties();

    private final StageAccount account = new StageAccount(STAGE);

    @TestFactory
    Stream<DynamicTest> everyStackIsComplete() {
        return STAGE.stacks().stream().map(name -> DynamicTest.dynamicTest(name, () -> isComplete(name)));
    }

    private void isComplete(String name) {
        var stack = account.cloudFormation()
                .describeStacks(request -> request.stackName(name))
                .stacks()
                .getFirst();

        assertThat(stack)
                .as("stack %s: %s", name, stack.stackStatusReason())
                .extracting(Stack::stackStatusAsString)
                .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    }
}
