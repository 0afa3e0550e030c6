package dev.taskpool.examples.gallery;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import java.util.List;
import java.util.stream.IntStream;

/** The cubes of ten numbers by {@code map}, and by a list of single calls. */
public final class CubesByMap {
    private static final int WORKERS = 2;

    private CubesByMap() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        List<Integer> numbers = IntStream.range(0, 10).boxed().toList();
        try (TaskPool pool = TaskPool.create(WORKERS)) {
            System.out.println(pool.map(CubesByMap::cube, numbers));

            List<AsyncResult<Integer>> calls = numbers.stream()
                    .map(number -> pool.applyAsync(CubesByMap::cube, number))
                    .toList();
            System.out.println(calls.stream().map(AsyncResult::join).toList());
        }
    }

    private static int cube(int number) {
        return number * number * number;
    }
}
