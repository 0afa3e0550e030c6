package dev.taskpool.testkit;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What tests map over: ranges, inputs that fail, that lie, that never end. */
public final class Inputs {
    private Inputs() {}

    /**
     * The numbers from 0.
     *
     * @param end the first number that is not there
     * @return a list
     */
    public static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    /**
     * The squares of {@link #range}.
     *
     * @param end the first number whose square is not there
     * @return a list
     */
    public static List<Integer> squares(int end) {
        return IntStream.range(0, end).map(x -> x * x).boxed().toList();
    }

    /**
     * The texts of {@link #range}.
     *
     * @param end the first number that is not there
     * @return a list
     */
    public static List<String> strings(int end) {
        return IntStream.range(0, end).mapToObj(Integer::toString).toList();
    }

    /**
     * The numbers from 0, without a size, until the input throws.
     *
     * @param index where it throws
     * @param end where it would have ended
     * @param failure what it throws
     * @return an input
     */
    public static Iterable<Integer> failingAt(int index, int end, RuntimeException failure) {
        return acting(index, end, () -> {
            throw failure;
        });
    }

    /**
     * The numbers from 0, without a size, from an input that does something in between.
     *
     * @param index before which number
     * @param end the first number that is not there
     * @param step what it does
     * @return an input
     */
    public static Iterable<Integer> acting(int index, int end, Runnable step) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < end;
            }

            @Override
            public Integer next() {
                if (next == end) {
                    throw new NoSuchElementException();
                }
                if (next == index) {
                    step.run();
                }
                return next++;
            }
        };
    }

    /**
     * A collection that says it has another size than it has.
     *
     * @param size what it says
     * @param items what it has
     * @return an input
     */
    public static Collection<Integer> claimingSize(int size, List<Integer> items) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Integer> iterator() {
                return items.iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /**
     * Pairs of two lists, as many as the shorter one has.
     *
     * @param left the first of each pair
     * @param right the second of each pair
     * @return a list
     */
    public static List<Map.Entry<Integer, Integer>> zip(List<Integer> left, List<Integer> right) {
        return IntStream.range(0, Math.min(left.size(), right.size()))
                .mapToObj(i -> Map.entry(left.get(i), right.get(i)))
                .toList();
    }

    /**
     * The numbers from 0 without an end.
     *
     * @param read counts how many were read
     * @return an input
     */
    public static Iterable<Integer> endless(AtomicInteger read) {
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                return read.getAndIncrement();
            }
        };
    }
}
