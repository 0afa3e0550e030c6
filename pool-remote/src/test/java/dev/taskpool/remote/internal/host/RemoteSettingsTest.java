package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.remote.internal.launch.OutputMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteSettingsTest {
    private static RemoteSettings of(String overlay) {
        Config config = ConfigFactory.parseString(overlay).withFallback(ConfigFactory.defaultReference());
        return RemoteSettings.of(config.resolve());
    }

    @Test
    void defaults_areThoseOfTheReference() {
        assertThat(of("")).isEqualTo(new RemoteSettings(OutputMode.INHERIT, List.of(), true, true, ""));
    }

    @Test
    void modes_sayWhetherArchivesAreUsedAndMade() {
        assertThat(of("taskpool.remote.class-archive.mode = use"))
                .matches(it -> it.usesArchives() && !it.makesArchives());
        assertThat(of("taskpool.remote.class-archive { mode = off, directory = /a }"))
                .matches(it -> !it.usesArchives() && it.archiveFolder().equals("/a"));
    }

    @Test
    void shortLivedProfile_doesWithoutTheSecondCompiler() {
        assertThat(of("taskpool.remote.jvm-profile = short-lived").profileOptions())
                .containsExactly("-XX:TieredStopAtLevel=1");
    }

    @Test
    void unknownValues_areRefused() {
        assertThatThrownBy(() -> of("taskpool.remote.class-archive.mode = on"))
                .hasMessage("taskpool.remote.class-archive.mode: on (expected: auto, use or off)");
        assertThatThrownBy(() -> of("taskpool.remote.jvm-profile = quick"))
                .hasMessage("taskpool.remote.jvm-profile: quick (expected: long-running or short-lived)");
    }
}
