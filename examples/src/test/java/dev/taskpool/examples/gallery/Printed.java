package dev.taskpool.examples.gallery;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program prints, and its children with it, run in this JVM. */
final class Printed {
    private Printed() {}

    /** A program. */
    @FunctionalInterface
    interface Program {
        void run(String[] args) throws Exception;
    }

    /** The lines that it prints until it has ended. */
    static List<String> by(Program program, String... args) throws Exception {
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run(args);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
