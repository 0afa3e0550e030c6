package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;

/** Children append to a managed list and set keys of a managed map. */
public final class ManagedCollections {
    private ManagedCollections() {}

    /**
     * Runs the example.
     *
     * @param args the number of children (2) and how often each appends (1)
     */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int appends = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        try (Manager manager = Manager.start()) {
            List<Integer> list = manager.list();
            ConcurrentMap<String, Integer> map = manager.map();
            List<JvmProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                int child = i;
                processes.add(JvmProcess.start(() -> {
                    for (int j = 0; j < appends; j++) {
                        list.add(child);
                    }
                    map.put("key " + child, child * child);
                }));
            }
            for (JvmProcess process : processes) {
                process.join();
            }
            System.out.println(list.stream().sorted().toList());
            System.out.println(new TreeMap<>(map));
        }
    }
}
