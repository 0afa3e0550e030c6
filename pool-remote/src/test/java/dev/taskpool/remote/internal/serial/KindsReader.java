package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The other process: reads every kind from a file and prints which did not arrive whole. */
final class KindsReader {
    private KindsReader() {}

    public static void main(String[] arguments) throws IOException {
        var graphs = new Graphs(new ClassPolicy(List.of("**"), List.of()), KindsReader.class.getClassLoader());
        var in = new Input(Files.readAllBytes(Path.of(arguments[0])));
        int whole = 0;
        for (Kinds.Kind kind : Kinds.all()) {
            int end = in.readInt() + in.position();
            try {
                if (kind.isWhole().test(graphs.read(in))) {
                    whole++;
                } else {
                    System.out.println("not whole: " + kind);
                }
            } catch (GraphException e) {
                System.out.println("not read: " + kind + ": " + e.getMessage());
            }
            in.setPosition(end);
        }
        System.out.println("whole: " + whole);
    }
}
