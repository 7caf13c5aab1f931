package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.play.Rosters;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Signal.Reconciled.Result;
import org.ggscale.core.runtime.Trigger;

/**
 * Counts what one backend does in a registry.
 *
 * <pre>{@code
 * var metrics = GgScaleMetrics.create(registry);
 * var ggscale = GgScale.builder().signals(metrics).engineCalls(metrics::metered).build();
 * metrics.watch(ggscale);
 * }</pre>
 *
 * <p>What the stores hold is counted when the registry is read, every 15 s at most. Safe for many threads.
 */
public final class GgScaleMetrics implements Consumer<Signal> {
    private final MeterRegistry registry;
    private final Meters meters;

    private GgScaleMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.meters = new Meters(registry);
        for (Trigger trigger : Trigger.values()) {
            for (String outcome : new String[] {"committed", "adopted", "failed", "unreachable"}) {
                meters.turns(trigger, outcome);
            }
        }
        for (Result result : Result.values()) {
            meters.recoveries(result);
        }
        meters.invalidations("succeeded");
        meters.invalidations("failed");
    }

    /** Registers the meters; the registry stays the caller's to close. */
    public static GgScaleMetrics create(MeterRegistry registry) {
        return new GgScaleMetrics(registry);
    }

    /** Counts what a signal says. */
    @Override
    public void accept(Signal signal) {
        switch (signal) {
            case Signal.TurnCommitted turn -> count(turn);
            case Signal.Parked parked ->
                parked.trigger()
                        .ifPresent(trigger -> meters.turns(
                                        trigger,
                                        parked.status() == RuntimeStatus.GENERATION_FAILED ? "failed" : "unreachable")
                                .increment());
            case Signal.Reconciled reconciled ->
                meters.recoveries(reconciled.result()).increment();
            case Signal.MembershipsInvalidated invalidated ->
                meters.invalidations(invalidated.failure().isEmpty() ? "succeeded" : "failed")
                        .increment();
            case Signal.TurnInDoubt doubt -> {}
            case Signal.Fenced fenced -> {}
            case Signal.RacesDoNotFit odd -> {}
            case Signal.TakenOver taken -> {}
            case Signal.BrokenOff broken -> {}
            case Signal.DutyFailed failed -> {}
            case Signal.Reborn reborn -> {}
            case Signal.EngineChanged changed -> {}
        }
    }

    private void count(Signal.TurnCommitted turn) {
        meters.turns(turn.trigger(), turn.adopted() ? "adopted" : "committed").increment();
        meters.turn().record(turn.took());
        if (turn.trigger() == Trigger.SCHEDULE) {
            meters.lateness().record(turn.lateness());
        }
    }

    /** Returns a client whose calls are timed. */
    public EngineClient metered(EngineClient client) {
        return new MeteredEngineClient(client, meters, registry.config().clock());
    }

    /** Returns a backend whose operations are timed. */
    public EngineInstances metered(EngineInstances backend) {
        return new MeteredEngineInstances(backend, meters, registry.config().clock());
    }

    /** Lets the registry read what the backend's stores and caches hold; once per registry. */
    public void watch(GgScale ggscale) {
        Census census = new Census(ggscale.storage(), registry.config().clock());
        for (RuntimeStatus status : RuntimeStatus.values()) {
            Gauge.builder("ggscale.runtimes", census, source -> source.runtimes(status))
                    .tag("status", status.wireName())
                    .description("registered games by status, of all tenants")
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("ggscale.outbox.lag", census, Census::lagSeconds)
                .baseUnit("seconds")
                .description("how long the oldest event has waited that is stored but cannot be read yet")
                .strongReference(true)
                .register(registry);
        lookups("hit", ggscale, Rosters.Lookups::hits);
        lookups("miss", ggscale, Rosters.Lookups::misses);
    }

    private void lookups(String result, GgScale ggscale, java.util.function.ToDoubleFunction<Rosters.Lookups> count) {
        FunctionCounter.builder(
                        "ggscale.membership.cache", ggscale, source -> count.applyAsDouble(source.membershipLookups()))
                .tag("result", result)
                .description("memberships that were asked for")
                .register(registry);
    }

    /**
     * Counts a request of an HTTP surface.
     *
     * @param surface such as {@code internal}
     * @param operation the operation id; {@code none} when the request named no route
     */
    public void request(String surface, String operation, int status, Duration took) {
        meters.request(surface, operation, status).record(took);
    }

    static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
