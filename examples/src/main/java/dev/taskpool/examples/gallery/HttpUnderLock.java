package dev.taskpool.examples.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** A small HTTP server changes shared state under a lock, so that ten clients at once all see 1: the JDK alone. */
public final class HttpUnderLock {
    private static final int CLIENTS = 10;
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final ReentrantLock lock = new ReentrantLock();
    private static int inside;

    private HttpUnderLock() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CLIENTS);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        server.setExecutor(threads);
        server.createContext("/", HttpUnderLock::answer);
        server.start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
            List<CompletableFuture<String>> answers = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> client.sendAsync(
                                    HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .thenApply(response -> response.body()))
                    .toList();
            answers.forEach(answer -> System.out.println("seen: " + answer.join()));
        } finally {
            server.stop(0);
            threads.shutdown();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] seen = String.valueOf(enterAndLeave()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, seen.length);
        exchange.getResponseBody().write(seen);
        exchange.close();
    }

    private static int enterAndLeave() {
        lock.lock();
        try {
            inside++;
            LockSupport.parkNanos(WORK_NANOS);
            return inside--;
        } finally {
            lock.unlock();
        }
    }
}
