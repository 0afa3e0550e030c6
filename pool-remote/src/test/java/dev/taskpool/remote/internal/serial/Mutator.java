package dev.taskpool.remote.internal.serial;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes in the ways in which a hostile or broken peer might. */
final class Mutator {
    /** What stands where a size is expected: the largest numbers, and some that are nearly possible. */
    private static final List<byte[]> LIES = List.of(
            new byte[] {-1, -1, -1, -1, 7},
            new byte[] {-1, -1, -1, -1, 15},
            new byte[] {-128, -128, -128, -128, 8},
            new byte[] {-1, -1, -1, 127},
            new byte[] {-1, 127},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {127, -1, -1, -1},
            new byte[] {-128, 0, 0, 0});

    private static final int MOST_REPEATS = 2_000;
    private static final int MOST_BYTES = 64 << 10;

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /**
     * One to four kinds of damage, one after the other.
     *
     * @param whole stays as it is
     * @param other to take pieces from
     */
    byte[] damage(byte[] whole, byte[] other) {
        byte[] bytes = whole.clone();
        for (int left = 1 + random.nextInt(1 + random.nextInt(4)); left > 0; left--) {
            bytes = damageOnce(bytes, other);
        }
        return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
    }

    private byte[] damageOnce(byte[] bytes, byte[] other) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(bytes.length - from + 1);
        byte[] lie = LIES.get(random.nextInt(LIES.size()));
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, from);
            case 1 -> splice(bytes, bytes.length, bytes.length, randomBytes());
            case 2 -> flipped(bytes);
            case 3 -> splice(bytes, from, Math.min(bytes.length, from + lie.length), lie);
            case 4 -> splice(bytes, from, from, lie);
            case 5 -> splice(bytes, from, to, new byte[0]);
            case 6 -> splice(bytes, from, from, repeated(Arrays.copyOfRange(bytes, from, to)));
            case 7 -> splice(bytes, from, to, piece(other));
            default -> splice(bytes, from, Math.min(bytes.length, from + 4), randomBytes());
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int left = flipped.length == 0 ? 0 : 1 + random.nextInt(3); left > 0; left--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] piece(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    /** A few times, or so often that graphs become deep or wide. */
    private byte[] repeated(byte[] piece) {
        int most = Math.min(MOST_REPEATS, MOST_BYTES / Math.max(1, piece.length));
        int times = random.nextInt(8) == 0 ? most : 1 + random.nextInt(3);
        return repeat(piece, times);
    }

    static byte[] repeat(byte[] piece, int times) {
        var repeated = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            repeated.writeBytes(piece);
        }
        return repeated.toByteArray();
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
        var spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, from);
        spliced.writeBytes(instead);
        spliced.write(bytes, to, bytes.length - to);
        return spliced.toByteArray();
    }
}
