package org.ggscale.adapters.http.server;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the process is alive, and whether it can work. */
final class ProbeRoutes {
    private static final String OK = "ok";

    private final Supplier<Map<String, String>> checks;
    private final BooleanSupplier draining;

    ProbeRoutes(Supplier<Map<String, String>> checks, BooleanSupplier draining) {
        this.checks = checks;
        this.draining = draining;
    }

    List<Route> routes() {
        return List.of(
                Route.get("internalHealthz", "/healthz", this::healthz).withoutToken(),
                Route.get("internalReadyz", "/readyz", this::readyz).withoutToken());
    }

    private Answer healthz(Call call) {
        return Answer.json(200, JsonOutput.object().with("status", OK));
    }

    private Answer readyz(Call call) {
        Map<String, String> found = draining.getAsBoolean() ? Map.of("listeners", "the host is shutting down") : look();
        boolean ready = found.values().stream().allMatch(OK::equals);
        return Answer.json(
                ready ? 200 : 503, JsonOutput.object().with("ready", ready).with("checks", found));
    }

    /** A check that fails to check is not ready either. */
    private Map<String, String> look() {
        try {
            return checks.get();
        } catch (RuntimeException e) {
            return Map.of("checks", e.toString());
        }
    }
}
