package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A child sets keys of a managed map and reverses a managed list. */
public final class ReverseList {
    private ReverseList() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (Manager manager = Manager.start()) {
            Map<Object, Object> map = manager.map();
            List<Integer> list = manager.list();
            list.addAll(IntStream.range(0, 10).boxed().toList());
            JvmProcess child = JvmProcess.start(() -> {
                map.put(1, "a");
                map.put("2", 2);
                Collections.reverse(list);
            });
            child.join();
            System.out.println("1: " + map.get(1) + ", 2: " + map.get("2"));
            System.out.println(list);
        }
    }
}
