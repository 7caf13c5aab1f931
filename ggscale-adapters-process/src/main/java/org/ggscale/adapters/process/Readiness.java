package org.ggscale.adapters.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits until an engine answers {@code GET /healthz} with 200. */
final class Readiness implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final ProcessTable table;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    Readiness(ProcessTable table) {
        this.table = table;
    }

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

    private boolean healthy(Engine engine, Duration timeout) throws InterruptedException {
        URI healthz = engine.pidFile().endpoint().uri().resolve("/healthz");
        HttpRequest request = HttpRequest.newBuilder(healthz).timeout(timeout).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
