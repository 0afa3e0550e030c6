package dev.taskpool.remote.internal.share;

import java.io.Serializable;

/**
 * Where shared objects are served. Knowing it is the right to use them.
 *
 * @param name what serves them
 * @param socket the path of a Unix domain socket
 * @param pid the process that serves them
 * @param secret what a client must say first
 */
public record Address(String name, String socket, long pid, String secret) implements Serializable {
    /** Without the secret. */
    @Override
    public String toString() {
        return name + " in process " + pid;
    }
}
