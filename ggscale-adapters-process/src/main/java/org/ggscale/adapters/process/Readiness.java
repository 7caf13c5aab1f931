package org.ggscale.adapters.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits until an engine answers {@code GET /healthz} with 200. */
record Readiness(ProcessTable table) {
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(25);

    /**
     * Returns what keeps the engine from being ready; empty when it is. An interrupt, too, keeps it from that, and is kept.
     *
     * @param abandoned whether nobody waits for the engine any more
     */
    Optional<String> obstacle(Engine engine, Duration timeout, BooleanSupplier abandoned) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (engine.alive(table)) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (abandoned.getAsBoolean()) {
                    return Optional.of("the host stops");
                }
                if (left.isNegative() || left.isZero()) {
                    return Optional.of("the engine did not answer GET /healthz with 200 within " + timeout.toMillis()
                            + " ms" + engine.lastWords());
                }
                if (healthy(engine, left.compareTo(CALL) < 0 ? left : CALL) && engine.alive(table)) {
                    return Optional.empty();
                }
                Thread.sleep(PAUSE);
            }
            return Optional.of("the engine was not ready when it " + engine.exit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the start was interrupted");
        }
    }

    /**
     * Asks over a connection of its own, which is closed at once: an engine that serves one at a time would wait on it, and
     * the clients of the JDK keep theirs.
     */
    private static boolean healthy(Engine engine, Duration timeout) {
        int port = engine.pidFile().port();
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), (int) timeout.toMillis() + 1);
            socket.setSoTimeout((int) timeout.toMillis() + 1);
            String request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            String status = new String(in.readNBytes(12), US_ASCII);
            in.skipNBytes(in.available());
            return status.equals("HTTP/1.1 200") || status.equals("HTTP/1.0 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
