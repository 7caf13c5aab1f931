package org.ggscale.adapters.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.engine.EngineEndpoint;

/** Waits until an engine answers {@code GET /healthz} with 200. */
record Readiness(Containers containers) {
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Returns what keeps an engine from being ready; empty when it is. An interrupt, too, keeps it from that, and is kept. */
    Optional<String> obstacle(String containerId, EngineEndpoint endpoint, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        long nextLook = System.nanoTime();
        try {
            while (System.nanoTime() < end) {
                if (healthy(endpoint, Math.min(end, System.nanoTime() + CALL.toNanos()))) {
                    return Optional.empty();
                }
                if (System.nanoTime() >= nextLook) {
                    nextLook = System.nanoTime() + LOOK.toNanos();
                    Optional<String> exit = exit(containerId);
                    if (exit.isPresent()) {
                        return exit;
                    }
                }
                Thread.sleep(PAUSE);
            }
            return Optional.of("the engine did not answer GET /healthz with 200 within " + timeout.toMillis() + " ms"
                    + containers.lastWords(containerId));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the start was interrupted");
        }
    }

    private Optional<String> exit(String containerId) {
        return containers
                .state(containerId)
                .map(Readiness::exit)
                .orElse(Optional.of("the container was removed while it started"))
                .map(exit -> exit + containers.lastWords(containerId));
    }

    private static Optional<String> exit(ContainerState state) {
        return Containers.running(state)
                ? Optional.empty()
                : Optional.of("the engine was not ready when it " + Containers.ending(state));
    }

    /**
     * Asks over a connection of its own, as an engine that serves one at a time would wait on a kept one, and reads no more than
     * the status: an answer may come slowly, and without end.
     */
    private static boolean healthy(EngineEndpoint endpoint, long end) {
        URI uri = endpoint.uri();
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), millisUntil(end));
            String request = "GET /healthz HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            String status = beginning(socket, end);
            return status.equals("HTTP/1.1 200") || status.equals("HTTP/1.0 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String beginning(Socket socket, long end) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte["HTTP/1.1 200".length()];
        int length = 0;
        for (int read = 0; read >= 0 && length < bytes.length; length += Math.max(read, 0)) {
            socket.setSoTimeout(millisUntil(end));
            read = in.read(bytes, length, bytes.length - length);
        }
        return new String(bytes, 0, length, US_ASCII);
    }

    private static int millisUntil(long end) throws SocketTimeoutException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) left;
    }
}
