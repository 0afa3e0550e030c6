package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import java.util.ArrayList;
import java.util.List;

/** As many children as there are processors, each of which squares numbers; all are started, then all joined. */
public final class OnePerProcessor {
    private static final int NUMBERS = 100;

    private OnePerProcessor() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        List<JvmProcess> children = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            children.add(JvmProcess.start(OnePerProcessor::square));
        }
        for (JvmProcess child : children) {
            child.join();
            System.out.println(child.name() + " exit code " + child.exitCode().getAsInt());
        }
    }

    private static void square() {
        long sum = 0;
        for (long i = 0; i < NUMBERS; i++) {
            sum += i * i;
        }
        System.out.println("the sum of the squares is " + sum);
    }
}
