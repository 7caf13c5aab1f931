package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProbeRoutesTest {
    @Test
    void a_living_process_is_healthy_and_ready() {
        try (Surface surface = new Surface()) {
            assertThat(surface.ask(Ask.get("/healthz")).is(200).text()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(surface.ask(Ask.get("/readyz")).is(200).text())
                    .isEqualTo("{\"ready\":true,\"checks\":{\"database\":\"ok\"}}");
        }
    }

    @Test
    void readiness_names_what_stands_in_the_way() {
        AtomicReference<Map<String, String>> checks = new AtomicReference<>(Map.of("database", "no answer"));
        try (Surface surface = new Surface(backend -> backend, front -> front.readiness(checks::get))) {
            assertThat(surface.ask(Ask.get("/readyz")).is(503).text())
                    .isEqualTo("{\"ready\":false,\"checks\":{\"database\":\"no answer\"}}");
            checks.set(Map.of("database", "ok"));
            surface.ask(Ask.get("/readyz")).is(200);
        }
    }

    @Test
    void a_check_that_throws_is_not_ready() {
        try (Surface surface = new Surface(
                backend -> backend,
                front -> front.readiness(() -> {
                    throw new IllegalStateException("broken");
                }))) {
            surface.ask(Ask.get("/readyz")).is(503);
        }
    }
}
