package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MandelbrotIT {
    @Test
    void run_writesAPictureOfTheGivenSize(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("pictures/set.png");

        ExampleRun run = ExampleRun.of(Mandelbrot.class, folder, file.toString(), "160", "100");

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout()).contains("160 x 100 pixels with 2 workers", file.toString());
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(100);
        assertThat(rgb(image, 80, 50)).as("inside the set").isZero();
        assertThat(rgb(image, 0, 0)).as("outside the set").isNotZero();
    }

    @Test
    void run_putsEachRowInItsPlace(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("set.png");

        ExampleRun.of(Mandelbrot.class, folder, file.toString(), "60", "90");

        BufferedImage image = ImageIO.read(file.toFile());
        for (int y = 0; y < 90; y++) {
            int[] row = image.getRGB(0, y, 60, 1, null, 0, 60);
            assertThat(Arrays.stream(row).map(MandelbrotIT::withoutAlpha).toArray())
                    .as("row %d", y)
                    .isEqualTo(new MandelbrotRow(60, 90).apply(y));
        }
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return withoutAlpha(image.getRGB(x, y));
    }

    private static int withoutAlpha(int argb) {
        return argb & 0xFFFFFF;
    }
}
