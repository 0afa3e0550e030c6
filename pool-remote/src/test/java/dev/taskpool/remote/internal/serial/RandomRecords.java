package dev.taskpool.remote.internal.serial;

import dev.taskpool.spi.Items;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills records of any kind with random contents, so that a new component is tested without anybody thinking of it. */
final class RandomRecords {
    private static final int MAX_LENGTH = 20;

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    Object make(Type type) {
        if (type instanceof ParameterizedType list) { // the only generic type in messages is List
            return IntStream.range(0, length())
                    .mapToObj(i -> make(list.getActualTypeArguments()[0]))
                    .toList();
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == Items.class || wanted == Items.Encoded.class) {
            return items();
        }
        if (wanted.isSealed()) {
            Class<?>[] kinds = wanted.getPermittedSubclasses();
            return make(kinds[random.nextInt(kinds.length)]);
        }
        return wanted.isRecord() ? record(wanted) : plain(wanted);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Stream.of(components).map(it -> make(it.getGenericType())).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " " + Arrays.toString(values), e);
        }
    }

    private Object plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "long" -> number();
            case "int" -> (int) number();
            case "boolean" -> random.nextBoolean();
            case "double" -> random.nextBoolean() ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            case "String" -> text();
            case "byte[]" -> bytes();
            case "long[]" -> random.longs(length()).toArray();
            default -> throw new AssertionError("no random contents for " + type);
        };
    }

    /** Of any magnitude, small ones as often as large ones, and some that are negative. */
    private long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private int length() {
        return random.nextInt(4) == 0 ? 0 : random.nextInt(MAX_LENGTH);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? 3000 : length()];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        int[] characters = random.ints(length(), 0, Character.MAX_CODE_POINT + 1)
                .filter(it -> Character.getType(it) != Character.SURROGATE)
                .toArray();
        return new String(characters, 0, characters.length);
    }

    /** A part of a longer row, as schedulers cut them. */
    private Items items() {
        int[] ends = new int[length() + 1];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + length();
        }
        byte[] data = new byte[ends[ends.length - 1]];
        random.nextBytes(data);
        int from = random.nextInt(ends.length + 1);
        int to = from + random.nextInt(ends.length + 1 - from);
        return new Items.Encoded(data, ends, 0, ends.length).slice(from, to);
    }
}
