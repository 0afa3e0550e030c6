package dev.taskpool.remote;

import static dev.taskpool.testkit.ImportRules.inside;
import static dev.taskpool.testkit.ImportRules.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.ImportRules;
import dev.taskpool.testkit.ImportRules.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImportRulesTest {
    private static final String REMOTE = "dev.taskpool.remote.internal.";

    private final List<Source> sources = ImportRules.sources();

    @Test
    void sources_ofThisModule_areFound() {
        assertThat(sources).hasSizeGreaterThan(80);
    }

    @Test
    void kryo_isKnownToTheSerialRoomOnly() {
        assertThat(outside(sources, List.of(REMOTE + "serial"), "com.esotericsoftware"))
                .isEmpty();
    }

    @Test
    void wire_knowsNeitherSide() {
        assertThat(inside(sources, REMOTE + "wire", REMOTE + "host", REMOTE + "worker", REMOTE + "launch"))
                .isEmpty();
    }

    @Test
    void worker_knowsNeitherTheParentsSideNorTheCore() {
        assertThat(inside(sources, REMOTE + "worker", REMOTE + "host", REMOTE + "launch", "dev.taskpool.internal"))
                .isEmpty();
    }

    @Test
    void share_knowsNeitherSideNorWorkers() {
        assertThat(inside(sources, REMOTE + "share", REMOTE + "host", REMOTE + "worker", REMOTE + "launch"))
                .isEmpty();
        assertThat(inside(sources, REMOTE + "share.serve", REMOTE + "share.client"))
                .isEmpty();
        assertThat(inside(sources, REMOTE + "share.client", REMOTE + "share.serve"))
                .as("but for those that open hubs")
                .allMatch(breach -> breach.contains("OwnManager.java") || breach.contains("OwnPipes.java"));
    }

    @Test
    void noSource_importsScalaOrTheCoresInternals() {
        assertThat(outside(sources, List.of(), "scala", "dev.taskpool.internal"))
                .isEmpty();
    }
}
