package dev.taskpool.examples;

import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Renders the Mandelbrot set to a PNG: rows are computed in child JVMs and arrive in order. */
public final class Mandelbrot {
    private static final int ROWS_PER_CHUNK = 8;

    private Mandelbrot() {}

    /**
     * Runs the example.
     *
     * @param args the file, the width and the height in pixels, all of them optional
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "mandelbrot.png");
        int width = args.length > 1 ? Integer.parseInt(args[1]) : 1200;
        int height = args.length > 2 ? Integer.parseInt(args[2]) : 800;

        long start = System.nanoTime();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        try (TaskPool pool = TaskPool.create()) {
            render(pool, image);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf(
                    "%d x %d pixels with %d workers in %d ms%n", width, height, pool.workers(), elapsed.toMillis());
        }
        writePng(image, file);
        System.out.println("written to " + file.toAbsolutePath());
    }

    /** The rows are an ordinary input: numbers, of which the pool reads only some ahead. */
    private static void render(TaskPool pool, BufferedImage image) {
        MandelbrotRow row = new MandelbrotRow(image.getWidth(), image.getHeight());
        Iterable<Integer> numbers = () -> IntStream.range(0, image.getHeight()).iterator();
        try (ResultIterator<int[]> rows = pool.imap(row, numbers, ROWS_PER_CHUNK)) {
            int y = 0;
            for (int[] colours : rows) {
                image.setRGB(0, y, colours.length, 1, colours, 0, colours.length);
                y++;
            }
        }
    }

    private static void writePng(BufferedImage image, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("no PNG writer in this JDK");
        }
    }
}
