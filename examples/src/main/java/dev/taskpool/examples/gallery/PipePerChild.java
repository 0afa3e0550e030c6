package dev.taskpool.examples.gallery;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import java.util.ArrayList;
import java.util.List;

/** Each of three children has a pipe of its own to the parent. */
public final class PipePerChild {
    private static final int CHILDREN = 3;

    private PipePerChild() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        List<Connection<String>> receivers = new ArrayList<>();
        for (int i = 1; i <= CHILDREN; i++) {
            Pipe<String> pipe = Pipe.oneWay();
            Connection<String> sender = pipe.left();
            String greeting = "hello over pipe " + i;
            JvmProcess.start(() -> sender.send(greeting));
            receivers.add(pipe.right());
        }
        for (Connection<String> receiver : receivers) {
            System.out.println(receiver.receive());
            receiver.close();
        }
    }
}
