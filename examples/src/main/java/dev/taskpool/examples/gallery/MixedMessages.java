package dev.taskpool.examples.gallery;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedQueue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of mixed things goes through a queue, and through a pipe that carries an answer back. */
public final class MixedMessages {
    private MixedMessages() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        try (Manager manager = Manager.start()) {
            SharedQueue<List<@Nullable Object>> queue = manager.queue();
            JvmProcess child = JvmProcess.start(() -> queue.put(Arrays.asList(42, null, "hello")));
            System.out.println("through a queue: " + queue.take());
            child.join();
        }
        Pipe<List<@Nullable Object>> pipe = Pipe.open();
        Connection<List<@Nullable Object>> far = pipe.right();
        JvmProcess child = JvmProcess.start(() -> {
            far.send(Arrays.asList(42, null, "hello"));
            System.out.println("the answer: " + far.receive());
        });
        try (Connection<List<@Nullable Object>> near = pipe.left()) {
            System.out.println("through a pipe: " + near.receive());
            near.send(List.of("thank you"));
            child.join();
        }
    }
}
