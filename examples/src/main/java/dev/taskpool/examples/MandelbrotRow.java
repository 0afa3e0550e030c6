package dev.taskpool.examples;

import dev.taskpool.TaskFunction;

/**
 * Computes one row of the picture. A record that is a function travels to the workers with its fields.
 *
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 */
record MandelbrotRow(int width, int height) implements TaskFunction<Integer, int[]> {
    private static final int MAX_STEPS = 500;
    private static final double CENTRE_X = -0.6;
    private static final double SPAN_Y = 2.4;

    MandelbrotRow {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size: " + width + " x " + height + " (expected: >= 1 x 1)");
        }
    }

    @Override
    public int[] apply(Integer y) {
        double scale = SPAN_Y / height;
        double im = (y - height / 2.0) * scale;
        int[] colours = new int[width];
        for (int x = 0; x < width; x++) {
            colours[x] = colour(steps(CENTRE_X + (x - width / 2.0) * scale, im));
        }
        return colours;
    }

    /** How many steps it takes the point to leave the circle of radius 2. */
    private static int steps(double cx, double cy) {
        double x = 0;
        double y = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            double xx = x * x;
            double yy = y * y;
            if (xx + yy > 4) {
                return step;
            }
            y = 2 * x * y + cy;
            x = xx - yy + cx;
        }
        return MAX_STEPS;
    }

    private static int colour(int steps) {
        if (steps == MAX_STEPS) {
            return 0;
        }
        double t = (double) steps / MAX_STEPS;
        int red = channel(9 * (1 - t) * t * t * t);
        int green = channel(15 * (1 - t) * (1 - t) * t * t);
        int blue = channel(0.15 + 8.5 * (1 - t) * (1 - t) * (1 - t) * t);
        return red << 16 | green << 8 | blue;
    }

    private static int channel(double share) {
        return (int) (255 * Math.min(1, share));
    }
}
