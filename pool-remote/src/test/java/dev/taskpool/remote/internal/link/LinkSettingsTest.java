package dev.taskpool.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class LinkSettingsTest {
    @Test
    void of_programsOwnPekkoSettings_doNotCount() {
        Config program = program("pekko { loglevel = DEBUG, actor.provider = local, remote.artery.transport = tcp }");

        Config pekko = LinkSettings.of(program).pekko();

        assertThat(pekko).isEqualTo(LinkSettings.defaults().pekko());
    }

    @Test
    void of_programsSystemProperties_doNotCount() {
        Config before = LinkSettings.defaults().pekko();
        System.setProperty("pekko.remote.artery.canonical.port", "17355");
        System.setProperty("pekko.loglevel", "DEBUG");
        ConfigFactory.invalidateCaches();
        try {
            assertThat(LinkSettings.of(ConfigFactory.load()).pekko()).isEqualTo(before);
        } finally {
            System.clearProperty("pekko.remote.artery.canonical.port");
            System.clearProperty("pekko.loglevel");
            ConfigFactory.invalidateCaches();
        }
    }

    @Test
    void of_linkBlock_tunes() {
        Config pekko = LinkSettings.of(program("taskpool.remote.link { stop-timeout = 7s, pekko.loglevel = INFO }"))
                .pekko();

        assertThat(pekko.getString("pekko.loglevel")).isEqualTo("INFO");
        assertThat(pekko.getDuration("pekko.coordinated-shutdown.default-phase-timeout"))
                .hasSeconds(7);
    }

    @Test
    void parse_ofRendered_isTheSame() {
        Config tuned =
                program("taskpool.remote.link { stop-timeout = 7s, pekko { loglevel = INFO, x = \"${no} # ü\" } }");

        String rendered = LinkSettings.render(tuned);

        assertThat(LinkSettings.parse(rendered)).isEqualTo(LinkSettings.of(tuned));
        assertThat(rendered).doesNotContain("\n");
    }

    @Test
    void render_ofTheDefaults_isNothing() {
        assertThat(LinkSettings.render(program(""))).isEmpty();
        assertThat(LinkSettings.render(program("pekko.loglevel = DEBUG"))).isEmpty();
        assertThat(LinkSettings.parse("")).isEqualTo(LinkSettings.defaults());
    }

    @Test
    void of_linkBlock_cannotLetStrangersIn() {
        Config pekko = LinkSettings.of(program("taskpool.remote.link.pekko { actor.allow-java-serialization = on,"
                        + " remote.artery { transport = tcp, bind.hostname = \"0.0.0.0\", untrusted-mode = off } }"))
                .pekko();

        assertThat(pekko).isEqualTo(LinkSettings.defaults().pekko());
        assertThat(pekko.getString("pekko.remote.artery.transport")).isEqualTo("tls-tcp");
    }

    @Test
    void of_withoutTheBlock_saysWhatIsMissing() {
        Config empty = ConfigFactory.empty();

        assertThatThrownBy(() -> LinkSettings.of(empty))
                .isInstanceOf(ConfigException.Missing.class)
                .hasMessageContaining("taskpool");
    }

    @Test
    void reference_ofThisLibrary_leavesTheProgramsOwnSystemsAlone() {
        Config program = ConfigFactory.load();

        assertThat(program.getString("pekko.actor.provider")).isEqualTo("local");
        assertThat(program.getString("pekko.remote.artery.transport")).isEqualTo("tcp");
        assertThat(program.getBoolean("pekko.daemonic")).isFalse();
        assertThat(program.getConfig("pekko.actor.serializers").root()).doesNotContainKey("taskpool");
    }

    private static Config program(String text) {
        return ConfigFactory.parseString(text)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }
}
