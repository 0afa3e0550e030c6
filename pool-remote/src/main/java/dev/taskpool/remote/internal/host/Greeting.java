package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.wire.FromWorker.Hello;
import dev.taskpool.remote.internal.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret by which a child's first word is known as its own.
 *
 * @param worker the child's worker id
 * @param token unguessable
 */
record Greeting(int worker, String token) {
    private static final SecureRandom random = new SecureRandom();

    static Greeting of(int worker) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new Greeting(worker, HexFormat.of().formatHex(bytes));
    }

    /** Whether the child itself speaks. */
    boolean isKnown(Hello hello) {
        return hello.workerId() == worker && MessageDigest.isEqual(bytes(hello.token()), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is wrong with the child's version, or an empty string. */
    static String versionProblem(Hello hello) {
        return hello.protocolVersion() == Wire.PROTOCOL_VERSION
                ? ""
                : "protocol version of the worker: " + hello.protocolVersion() + " (expected: " + Wire.PROTOCOL_VERSION
                        + ")";
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Greeting[worker=" + worker + "]";
    }
}
