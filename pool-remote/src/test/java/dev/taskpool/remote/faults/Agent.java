package dev.taskpool.remote.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Obeys an order before a worker's main class is even loaded. Its jar names it and holds nothing else. */
public final class Agent {
    private Agent() {}

    /**
     * Called by the JVM.
     *
     * @param file the order's
     */
    public static void premain(String file) throws Exception {
        new Order(file).obey();
    }

    /**
     * The option that makes a JVM start with it.
     *
     * @param folder takes its jar
     * @param order may be given later
     */
    static String option(Path folder, Path order) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
        Path jar = folder.resolve("agent.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return "-javaagent:" + jar + "=" + order;
    }
}
