package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    Path folder;

    @Test
    void entries_areAbsoluteAndUnique() {
        var path = new ClassPath(List.of("a.jar", "lib/*", "a.jar", ""));

        String here = System.getProperty("user.dir");
        assertThat(path.entries())
                .containsExactly(here + File.separator + "a.jar", here + File.separator + "lib/*", here);
    }

    @Test
    void arguments_ofAShortPath_areInTheCommandLine() throws IOException {
        assertThat(new ClassPath(List.of("/a.jar", "/b.jar")).arguments(folder))
                .containsExactly("-cp", "/a.jar" + File.pathSeparator + "/b.jar");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void arguments_ofAVeryLongPath_areReadByJavaFromAFile() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a \"quoted\" na\\me"));
        List<String> entries = IntStream.range(0, 4_000)
                .mapToObj(i -> odd + "/entry-number-" + i + ".jar")
                .toList();

        List<String> arguments = new ClassPath(entries).arguments(folder);

        assertThat(arguments).hasSize(1).first().asString().startsWith("@");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        arguments.get(0),
                        "-XshowSettings:properties",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String settings = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(settings).contains(entries.get(0)).contains(entries.get(3_999));
        assertThat(java.waitFor()).isZero();
    }

    @Test
    void ofThisJvm_whereThePoolIsOnTheClassPath_isThatPath() {
        assertThat(ClassPath.ofThisJvm(ClassPath.class, null).entries())
                .anyMatch(entry ->
                        entry.endsWith("pool-remote" + File.separator + "target" + File.separator + "classes"));
    }

    @Test
    void ofThisJvm_whereAToolLoadedThePool_hasWhatTheToolAdds() throws Exception {
        URL jar = folder.resolve("with blank.jar").toUri().toURL();
        try (var tool = new URLClassLoader(new URL[] {jar}, null)) {
            assertThat(ClassPath.ofThisJvm(String.class, tool).entries())
                    .as("a class without a home needs nothing")
                    .doesNotContain(folder.resolve("with blank.jar").toString());
            var elsewhere = new ElsewhereLoader();
            Class<?> pool = elsewhere.loadClass(Elsewhere.class.getName());
            assertThat(ClassPath.ofThisJvm(pool, tool).entries())
                    .contains(folder.resolve("with blank.jar").toString(), "/elsewhere/pool.jar");
        }
    }

    /** Loaded as if from another place. */
    static final class Elsewhere {}

    private static final class ElsewhereLoader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Elsewhere.class.getName())) {
                return super.loadClass(name, resolve);
            }
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (var in = ClassPathTest.class.getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                var source = new java.security.CodeSource(
                        Path.of("/elsewhere/pool.jar").toUri().toURL(), (java.security.cert.Certificate[]) null);
                return defineClass(name, bytes, 0, bytes.length, new java.security.ProtectionDomain(source, null));
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
