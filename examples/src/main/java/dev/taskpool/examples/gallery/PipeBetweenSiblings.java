package dev.taskpool.examples.gallery;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;

/** Two children talk over a pipe that their parent opened: one writes, the other reads. */
public final class PipeBetweenSiblings {
    private PipeBetweenSiblings() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        Pipe<String> pipe = Pipe.oneWay();
        Connection<String> sender = pipe.left();
        Connection<String> receiver = pipe.right();
        JvmProcess reader = JvmProcess.start(() -> System.out.println("the reader got: " + receiver.receive()));
        JvmProcess writer = JvmProcess.start(() -> sender.send("greetings from your sibling"));
        writer.join();
        reader.join();
    }
}
