package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.ggscale.core.runtime.Signal.Reconciled.Result;
import org.ggscale.core.runtime.Trigger;

/** The meters that are counted up, by their labels; each is made when it is first asked for. */
final class Meters {
    private static final Duration[] WORK =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000);
    /** A tick waits a second at most, a recovery is done within 30 s. */
    private static final Duration[] LATENESS =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 300_000);

    private static final Duration[] CALLS =
            millis(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000);

    private final MeterRegistry registry;
    private final Timer turn;
    private final Timer lateness;
    private final Map<Labels, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Labels, Timer> instances = new ConcurrentHashMap<>();
    private final Map<Labels, Timer> requests = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
        turn = timer("ggscale.turn", "from the claim of a turn to its commit", Tags.empty(), WORK);
        lateness = timer(
                "ggscale.turn.lateness", "from the due time of a scheduled turn to its claim", Tags.empty(), LATENESS);
    }

    Counter turns(Trigger trigger, String outcome) {
        return Counter.builder("ggscale.turns")
                .tags("trigger", trigger.wireName(), "outcome", outcome)
                .description("turns that were brought to an end or have to wait")
                .register(registry);
    }

    Counter recoveries(Result result) {
        return Counter.builder("ggscale.turn.recoveries")
                .tag("result", GgScaleMetrics.wireName(result))
                .description("turns of which it had to be found out whether they were played")
                .register(registry);
    }

    Counter invalidations(String outcome) {
        return Counter.builder("ggscale.membership.invalidations")
                .tag("outcome", outcome)
                .description("changes of memberships that the caches were told of")
                .register(registry);
    }

    Timer turn() {
        return turn;
    }

    Timer lateness() {
        return lateness;
    }

    Timer call(String call, String outcome) {
        return calls.computeIfAbsent(
                new Labels(call, outcome, 0),
                labels -> timer(
                        "ggscale.engine.call",
                        "calls of engines, to the head of the answer for those of players",
                        Tags.of("call", call, "outcome", outcome),
                        CALLS));
    }

    Timer instance(String operation, String outcome) {
        return instances.computeIfAbsent(
                new Labels(operation, outcome, 0),
                labels -> timer(
                        "ggscale.engine.instance",
                        "what was asked of the backends that run engines",
                        Tags.of("operation", operation, "outcome", outcome),
                        WORK));
    }

    Timer request(String surface, String operation, int status) {
        return requests.computeIfAbsent(
                new Labels(surface, operation, status),
                labels -> timer(
                        "ggscale.http.request",
                        "requests, to the last byte of the answer",
                        Tags.of("surface", surface, "operation", operation, "status", Integer.toString(status)),
                        CALLS));
    }

    private Timer timer(String name, String description, Tags tags, Duration[] buckets) {
        return Timer.builder(name)
                .tags(tags)
                .description(description)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static Duration[] millis(long... values) {
        return LongStream.of(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private record Labels(String first, String second, int status) {}
}
