package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs of the gallery whose processes talk over pipes. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
final class GalleryPipesIT {
    @Test
    void no02_theParent_reads() throws Exception {
        assertThat(Printed.by(PipeToParent::main)).containsExactly("Hello, pipe!");
    }

    @Test
    void no03_aSibling_reads() throws Exception {
        assertThat(Printed.by(PipeBetweenSiblings::main))
                .containsExactly("the reader got: greetings from your sibling");
    }

    @Test
    void no04_eachChild_hasAPipe() throws Exception {
        assertThat(Printed.by(PipePerChild::main))
                .containsExactly("hello over pipe 1", "hello over pipe 2", "hello over pipe 3");
    }

    @Test
    void no32_mixedThings_goThroughAQueueAndAPipe_andTheAnswerComesBack() throws Exception {
        assertThat(Printed.by(MixedMessages::main))
                .containsExactly(
                        "through a queue: [42, null, hello]",
                        "through a pipe: [42, null, hello]",
                        "the answer: [thank you]");
    }
}
