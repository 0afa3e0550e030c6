package dev.taskpool.remote.internal.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves a child's lifeline from stdin to a descriptor of its own, where the system has a shell to do it: then stdin is
 * empty for the child, and for the processes that its tasks start and let inherit it.
 */
public final class LifelineDescriptor {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path DESCRIPTORS = Path.of("/dev/fd");
    private static final int NUMBER = 3;

    private LifelineDescriptor() {}

    /**
     * The command that does it, and then becomes the given one, under the same process id.
     *
     * @param argv starts the child; gets the lifeline's path as one more argument
     * @return what to start instead, or {@code argv} itself where there is no shell
     */
    public static List<String> moved(List<String> argv) {
        if (!Files.isExecutable(SHELL) || !Files.isDirectory(DESCRIPTORS)) {
            return argv;
        }
        var command = new ArrayList<>(
                List.of(SHELL.toString(), "-c", "exec \"$@\" " + NUMBER + "<&0 </dev/null", "taskpool-worker"));
        command.addAll(argv);
        command.add(DESCRIPTORS.resolve(Integer.toString(NUMBER)).toString());
        return List.copyOf(command);
    }
}
