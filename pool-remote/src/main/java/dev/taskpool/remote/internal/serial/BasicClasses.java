package dev.taskpool.remote.internal.serial;

import java.util.List;

/** Names the JDK's plain values and containers, which every task needs, and what the forms themselves are made of. */
final class BasicClasses {
    static final List<String> PATTERNS = List.of(
            "java.lang.*",
            "java.lang.invoke.SerializedLambda",
            "java.math.*",
            "java.net.URI",
            "java.net.URL",
            "java.net.InetAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.net.InetSocketAddress",
            "java.io.File",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.FileNotFoundException",
            "dev.taskpool.Broadcast",
            "dev.taskpool.BroadcastHandle",
            "java.nio.HeapByteBuffer",
            "java.nio.HeapByteBufferR",
            "java.nio.DirectByteBuffer",
            "java.nio.DirectByteBufferR",
            "java.nio.charset.*",
            "sun.nio.fs.*",
            "sun.nio.cs.*",
            "sun.util.calendar.*",
            "java.text.*",
            "java.time.**",
            "java.util.*",
            "java.util.concurrent.**",
            "java.util.regex.*",
            "java.util.function.*",
            "jdk.internal.util.random.**",
            MistakenClosure.class.getName(),
            ClosureShape.class.getName());

    private BasicClasses() {}
}
