package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarCensusIT {
    private static final int REAL_JARS = 6;

    @Test
    void run_countsTheGoodAndListsTheDamaged(@TempDir Path folder) throws Exception {
        Path jars = Files.createDirectories(folder.resolve("jars/deeper"));
        new JarOnDisk(jars.resolve("one.jar"))
                .write(List.of(
                        new JarOnDisk.Entry("com/acme/A.class", 52),
                        new JarOnDisk.Entry("com/acme/B.class", 52),
                        new JarOnDisk.Entry("com/acme/inner/C.class", 55),
                        new JarOnDisk.Entry("META-INF/versions/17/com/acme/A.class", 61),
                        new JarOnDisk.Entry("META-INF/versions/9/module-info.class", 53)));
        new JarOnDisk(jars.resolve("two.jar"))
                .write(List.of(
                        new JarOnDisk.Entry("module-info.class", 61),
                        new JarOnDisk.Entry("com/acme/D.class", 61),
                        new JarOnDisk.Entry("com/acme/readme.txt", 61),
                        new JarOnDisk.Entry("com/acme/NotAClass.class", -1)));
        new JarOnDisk(jars.resolve("torn.jar"))
                .write(List.of(new JarOnDisk.Entry("com/acme/E.class", 52)))
                .truncate();

        ExampleRun run = ExampleRun.of(JarCensus.class, folder, jars.toString());

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(row(run, "jars")).isEqualTo("2");
        assertThat(row(run, "distinct jars (SHA-256)")).isEqualTo("2");
        assertThat(row(run, "classes")).isEqualTo("4");
        assertThat(row(run, "multi-release variants")).isEqualTo("1");
        assertThat(row(run, "module descriptors")).isEqualTo("2");
        assertThat(row(run, "not really class files")).isEqualTo("1");
        assertThat(row(run, "failures")).isEqualTo("1");
        assertThat(row(run, "  Java 8")).isEqualTo("2");
        assertThat(row(run, "  Java 11")).isEqualTo("1");
        assertThat(row(run, "  Java 17")).isEqualTo("1");
        assertThat(row(run, "  com.acme")).isEqualTo("3");
        assertThat(run.stdout()).contains("torn.jar: java.util.zip.ZipException", "workers: 2, wall time: ");
    }

    @Test
    void run_overJarsOfThisBuild_readsThemAll(@TempDir Path folder) throws Exception {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        List<Path> real = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .limit(REAL_JARS)
                .toList();
        for (Path jar : real) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }

        ExampleRun run = ExampleRun.of(
                JarCensus.class, folder, jars.toString(), "--workers", "1", "--limit", "" + (REAL_JARS - 1));

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(real).hasSize(REAL_JARS);
        assertThat(row(run, "jars")).isEqualTo("" + (REAL_JARS - 1));
        assertThat(row(run, "failures")).isEqualTo("0");
        assertThat(Integer.parseInt(row(run, "classes").replace(",", ""))).isGreaterThan(100);
        assertThat(run.stdout()).contains("workers: 1, wall time: ");
    }

    @Test
    void run_withoutSuchAFolder_saysWhatIsExpected(@TempDir Path folder) throws Exception {
        ExampleRun run = ExampleRun.of(JarCensus.class, folder, "no-such-folder");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stderr()).contains("folder: no-such-folder (expected: a directory)", "usage: JarCensus");
    }

    /** The number of the row, as printed. */
    private static String row(ExampleRun run, String name) {
        return run.stdout()
                .lines()
                .filter(line -> line.startsWith(name + "  "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("no row " + name);
    }
}
