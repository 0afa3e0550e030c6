package dev.taskpool.remote.internal.share.client;

import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;

/** Both ends of a pipe, where it was opened. */
record RemotePipe<T>(Connection<T> left, Connection<T> right) implements Pipe<T> {}
