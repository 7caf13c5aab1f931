package org.ggscale.adapters.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
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

    /** Leaves no connection behind: an engine that serves one at a time would wait on it. */
    private static boolean healthy(Engine engine, Duration timeout) throws IOException {
        URI healthz = engine.pidFile().endpoint().uri().resolve("/healthz");
        HttpURLConnection call = (HttpURLConnection) healthz.toURL().openConnection(Proxy.NO_PROXY);
        call.setRequestProperty("Connection", "close");
        call.setInstanceFollowRedirects(false);
        call.setConnectTimeout((int) timeout.toMillis() + 1);
        call.setReadTimeout((int) timeout.toMillis() + 1);
        try {
            return call.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        } finally {
            call.disconnect();
        }
    }
}
