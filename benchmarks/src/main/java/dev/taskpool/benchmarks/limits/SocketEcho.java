package dev.taskpool.benchmarks.limits;

import dev.taskpool.benchmarks.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A JVM at the other end of a loopback socket that sends back what it gets, in messages of so many bytes. */
public final class SocketEcho implements AutoCloseable {
    private static final int MESSAGE_BYTES = 64;

    private final Process process;
    private final SocketChannel channel;
    private final ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE_BYTES);

    private SocketEcho(Process process, SocketChannel channel) {
        this.process = process;
        this.channel = channel;
    }

    static SocketEcho start() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Process process = Jvm.command(SocketEcho.class, List.of(Integer.toString(port)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.onExit().thenRun(() -> close(server)); // so that nobody waits for one that does not come
            SocketChannel channel = server.accept();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new SocketEcho(process, channel);
        }
    }

    private static void close(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The other end.
     *
     * @param args the port
     * @throws IOException if the connection fails
     */
    public static void main(String[] args) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1_024);
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                write(channel, buffer);
                buffer.clear();
            }
        }
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Sends a message and waits for its echo. */
    void roundTrip() throws IOException {
        send();
        receive();
    }

    /** Sends so many messages, so many of them ahead of their echoes. */
    void roundTrips(int many, int inFlight) throws IOException {
        for (int i = 0; i < many + inFlight; i++) {
            if (i < many) {
                send();
            }
            if (i >= inFlight) {
                receive();
            }
        }
    }

    private void send() throws IOException {
        message.clear();
        write(channel, message);
    }

    private void receive() throws IOException {
        message.clear();
        while (message.hasRemaining()) {
            if (channel.read(message) < 0) {
                throw new IOException("the other end is gone");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroyForcibly();
    }
}
