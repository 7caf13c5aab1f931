package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.io.IOException;
import java.net.HttpURLConnection;
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
                if (healthy(endpoint)) {
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

    /** Asks over a connection of its own: an engine that serves one at a time would wait on a kept one. */
    private static boolean healthy(EngineEndpoint endpoint) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    java.net.URI.create(endpoint + "/healthz").toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CALL.toMillis());
            connection.setReadTimeout((int) CALL.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Connection", "close");
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
