package dev.taskpool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DocumentTest {
    @Test
    void places_areWrittenAnew_andTheRestIsLeft() {
        var document = new Document("""
                before
                <!-- a: b -->
                old
                <!-- end -->
                between
                <!-- c -->
                <!-- end -->
                after
                """);
        document.write("a: b", "new $1 \\ words\n");
        document.write("c", "more");
        document.write("a: b", "newest $1 \\ words\n");
        assertThat(document.text()).isEqualTo("""
                        before
                        <!-- a: b -->

                        newest $1 \\ words

                        <!-- end -->
                        between
                        <!-- c -->

                        more

                        <!-- end -->
                        after
                        """);
    }

    @Test
    void place_thatIsNotThere_isRefused() {
        assertThatThrownBy(() -> new Document("text").write("nowhere", "words"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
