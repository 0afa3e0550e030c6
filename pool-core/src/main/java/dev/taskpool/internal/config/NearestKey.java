package dev.taskpool.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Guesses which key was meant: the one that is a few typing errors away, or has the same name in another block. */
final class NearestKey {
    private NearestKey() {}

    static Optional<String> of(String unknown, Collection<String> known) {
        return known.stream()
                .map(key -> new Guess(key, distance(unknown, key)))
                .filter(guess -> guess.distance.isPresent())
                .min(Comparator.comparingInt((Guess guess) -> guess.distance.getAsInt())
                        .thenComparing(Guess::key))
                .map(Guess::key);
    }

    private record Guess(String key, OptionalInt distance) {}

    /** Empty if the two have nothing to do with each other. */
    private static OptionalInt distance(String unknown, String known) {
        OptionalInt inPlace = typingErrors(plain(unknown), plain(known));
        if (inPlace.isPresent()) {
            return inPlace;
        }
        OptionalInt elsewhere = typingErrors(plain(lastStep(unknown)), plain(lastStep(known)));
        return elsewhere.isPresent() ? OptionalInt.of(elsewhere.getAsInt() + 1) : elsewhere;
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_\"]", "");
    }

    private static String lastStep(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static OptionalInt typingErrors(String a, String b) {
        int errors = edits(a, b);
        return errors <= Math.max(1, a.length() / 3) ? OptionalInt.of(errors) : OptionalInt.empty();
    }

    /** Letters to add, drop, change, or swap with their neighbour (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
