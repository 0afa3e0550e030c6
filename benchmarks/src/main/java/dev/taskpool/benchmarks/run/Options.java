package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.whole.Benches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was asked for.
 *
 * @param plan {@code full}, {@code quick} or {@code smoke}
 * @param benches what to measure
 * @param peers whom to measure, by the beginnings of their names, or whole ones after {@code =}; empty for all
 * @param variants further configurations of Taskpool, by name
 * @param name of the file of the results; empty for the plan's
 * @param measuring whether to measure; else what was measured before is used
 * @param documenting whether to write the document
 */
record Options(
        String plan,
        List<String> benches,
        List<String> peers,
        Map<String, String> variants,
        String name,
        boolean measuring,
        boolean documenting) {
    private static final List<String> FLAGS = List.of("--quick", "--smoke", "--document");
    private static final List<String> KEYS = List.of("--only", "--peers", "--variant", "--name");

    /** Reads them; what follows a key up to the next one belongs to it. */
    static Options of(String... args) {
        var words = new LinkedHashMap<String, List<String>>();
        String key = "";
        for (String arg : args) {
            if (arg.startsWith("--")) {
                if (!FLAGS.contains(arg) && !KEYS.contains(arg)) {
                    throw new IllegalArgumentException("option: " + arg + " (expected: one of " + FLAGS + KEYS + ")");
                }
                key = arg;
                words.putIfAbsent(key, new ArrayList<>());
            } else if (KEYS.contains(key)) {
                words.getOrDefault(key, List.of()).add(arg);
            } else {
                throw new IllegalArgumentException("word: " + arg + " (expected: an option before it)");
            }
        }
        return of(words);
    }

    private static Options of(Map<String, List<String>> words) {
        List<String> only = words.getOrDefault("--only", Benches.names());
        for (String bench : only) {
            if (!Benches.names().contains(bench)) {
                throw new IllegalArgumentException("--only " + bench + " (expected: some of " + Benches.names() + ")");
            }
        }
        var variants = new LinkedHashMap<String, String>();
        for (String variant : words.getOrDefault("--variant", List.of())) {
            int equals = variant.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--variant " + variant + " (expected: NAME=CONFIGURATION)");
            }
            variants.put(variant.substring(0, equals), variant.substring(equals + 1));
        }
        String longest = words.containsKey("--quick") ? "quick" : "full";
        String plan = words.containsKey("--smoke") ? "smoke" : longest;
        boolean documenting = words.containsKey("--document");
        boolean nothingElse =
                documenting && words.keySet().stream().allMatch(List.of("--document", "--name")::contains);
        String name = String.join("-", words.getOrDefault("--name", List.of(plan)));
        return new Options(
                plan, only, words.getOrDefault("--peers", List.of()), variants, name, !nothingElse, documenting);
    }

    /** Whether a peer is to be measured. */
    boolean wants(String peer) {
        return peers.isEmpty()
                || peers.stream()
                        .anyMatch(
                                name -> name.startsWith("=") ? peer.equals(name.substring(1)) : peer.startsWith(name));
    }
}
