package dev.taskpool.examples.gallery;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;

/** A child writes, its parent reads, over a pipe that goes one way. */
public final class PipeToParent {
    private PipeToParent() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        Pipe<String> pipe = Pipe.oneWay();
        Connection<String> sender = pipe.left();
        JvmProcess child = JvmProcess.start(() -> sender.send("Hello, pipe!"));
        try (Connection<String> receiver = pipe.right()) {
            System.out.println(receiver.receive());
        }
        child.join();
    }
}
