package dev.taskpool.remote.internal.host;

import com.typesafe.config.Config;
import dev.taskpool.remote.internal.launch.OutputMode;
import java.util.List;

/**
 * What the block {@code taskpool.remote} says of children, but for their link.
 *
 * @param output where their lines go
 * @param profileOptions JVM options that suit how long they live
 * @param usesArchives whether they map a class archive that is there
 * @param makesArchives whether one that is missing is made
 * @param archiveFolder where archives lie; empty for the user's cache
 */
record RemoteSettings(
        OutputMode output,
        List<String> profileOptions,
        boolean usesArchives,
        boolean makesArchives,
        String archiveFolder) {
    private static final String PROFILE = "taskpool.remote.jvm-profile";
    private static final String ARCHIVE = "taskpool.remote.class-archive.";

    /**
     * Reads the settings.
     *
     * @param config a resolved configuration
     * @return the settings
     * @throws IllegalArgumentException if a value is none of those expected
     */
    static RemoteSettings of(Config config) {
        String mode = config.getString(ARCHIVE + "mode");
        boolean makes = mode.equals("auto");
        if (!makes && !mode.equals("use") && !mode.equals("off")) {
            throw new IllegalArgumentException(ARCHIVE + "mode: " + mode + " (expected: auto, use or off)");
        }
        return new RemoteSettings(
                OutputMode.of(config.getString("taskpool.remote.output")),
                profileOptions(config.getString(PROFILE)),
                !mode.equals("off"),
                makes,
                config.getString(ARCHIVE + "directory"));
    }

    private static List<String> profileOptions(String profile) {
        return switch (profile) {
            case "long-running" -> List.of();
            case "short-lived" -> List.of("-XX:TieredStopAtLevel=1");
            default ->
                throw new IllegalArgumentException(
                        PROFILE + ": " + profile + " (expected: long-running or short-lived)");
        };
    }
}
