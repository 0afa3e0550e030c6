package dev.taskpool.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.benchmarks.whole.Benches;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void nothing_isAFullRunOfAll() {
        Options options = Options.of();
        assertThat(options.plan()).isEqualTo("full");
        assertThat(options.name()).isEqualTo("full");
        assertThat(options.benches()).isEqualTo(Benches.names());
        assertThat(options.wants("loky")).isTrue();
        assertThat(options.measuring()).isTrue();
        assertThat(options.documenting()).isFalse();
    }

    @Test
    void words_belongToTheOptionBeforeThem() {
        Options options = Options.of(
                "--quick", "--only", "start", "map", "--peers", "mp.Pool", "--variant", "b=a = 1", "--name", "try");
        assertThat(options.plan()).isEqualTo("quick");
        assertThat(options.benches()).containsExactly("start", "map");
        assertThat(options.wants("mp.Pool/fork")).isTrue();
        assertThat(options.wants("loky")).isFalse();
        assertThat(options.variants()).containsEntry("b", "a = 1");
        assertThat(options.name()).isEqualTo("try");
    }

    @Test
    void document_alone_measuresNothing() {
        assertThat(Options.of("--document", "--name", "quick").measuring()).isFalse();
        assertThat(Options.of("--document", "--quick").measuring()).isTrue();
    }

    @Test
    void mistakes_areNamed() {
        assertThatThrownBy(() -> Options.of("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Options.of("start")).hasMessageContaining("start");
        assertThatThrownBy(() -> Options.of("--only", "latency")).hasMessageContaining("latency");
        assertThatThrownBy(() -> Options.of("--variant", "nothing")).hasMessageContaining("nothing");
    }
}
