package org.ggscale.adapters.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.GgScale;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyStorage;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ManualTicker;
import org.ggscale.testkit.ScriptedGame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every meter, provoked by what it counts. */
class GgScaleMetricsTest {
    private static final GameKey GAME = Fixtures.newKey();
    private static final UserId ANN = new UserId("ann");

    private final MockClock meterClock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, meterClock);
    private final GgScaleMetrics metrics = GgScaleMetrics.create(registry);
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final ScriptedGame game = new ScriptedGame(EngineCapability.CONDITIONAL_TURN);
    private boolean mute;
    private final Failpoints failpoints = Failpoints.when(
            point -> mute && point.contains("Memberships.announce"),
            point -> new UnavailableException("memory", point, new IllegalStateException()));
    private final GgScale ggscale = GgScale.builder()
            .storage(new FaultyStorage(new InMemoryStorage(clock), failpoints))
            .engine("count", id -> game)
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .ticker(new ManualTicker())
            .signals(metrics)
            .engineCalls(metrics::metered)
            .build();

    @BeforeEach
    void start() {
        metrics.watch(ggscale);
        ggscale.start();
        ggscale.storage()
                .engineVersions()
                .create(
                        Fixtures.TENANT,
                        new EngineVersion(
                                Fixtures.VERSION,
                                ImageRef.parse("in-process:count"),
                                EngineOptions.NONE,
                                EngineVersion.Status.ACTIVE,
                                clock.instant(),
                                clock.instant()));
        ggscale.registrar()
                .register(new NewRuntime(
                        GAME,
                        Fixtures.VERSION,
                        TurnSchedule.parse("@every 60s"),
                        Optional.empty(),
                        List.of(new Member(ANN, new RaceName("Terra")))));
    }

    @AfterEach
    void close() {
        ggscale.close();
    }

    @Test
    void a_committed_turn_is_counted_and_timed_with_its_lateness() throws InterruptedException {
        tickAfter(Duration.ofSeconds(63));

        assertThat(count("ggscale.turns", "trigger", "schedule", "outcome", "committed"))
                .isEqualTo(1);
        assertThat(registry.get("ggscale.turn").timer().count()).isEqualTo(1);
        assertThat(registry.get("ggscale.turn.lateness").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
    }

    @Test
    void a_forced_turn_is_counted_as_forced_and_is_never_late() throws InterruptedException {
        ggscale.turns().force(GAME);

        assertThat(count("ggscale.turns", "trigger", "force", "outcome", "committed"))
                .isEqualTo(1);
        assertThat(registry.get("ggscale.turn.lateness").timer().count()).isZero();
    }

    @Test
    void a_refused_turn_has_failed() throws InterruptedException {
        game.reply(new EngineReply.Refused(422, "no"));
        tickAfter(Duration.ofSeconds(60));

        assertThat(count("ggscale.turns", "trigger", "schedule", "outcome", "failed"))
                .isEqualTo(1);
        assertThat(calls("turn", "refused")).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_a_recovery_that_adopts() throws InterruptedException {
        EngineReply played = game.turn(GAME.gameId(), 0);
        assertThat(played).isInstanceOf(EngineReply.Answered.class);
        game.reply(new EngineReply.Unanswered("lost"));
        tickAfter(Duration.ofSeconds(60));

        assertThat(count("ggscale.turn.recoveries", "result", "adopted")).isEqualTo(1);
        assertThat(count("ggscale.turns", "trigger", "schedule", "outcome", "adopted"))
                .isEqualTo(1);
    }

    @Test
    void a_call_that_never_arrived_is_a_recovery_that_plays() throws InterruptedException {
        game.reply(new EngineReply.Unanswered("lost"));
        tickAfter(Duration.ofSeconds(60));

        assertThat(count("ggscale.turn.recoveries", "result", "played")).isEqualTo(1);
        assertThat(count("ggscale.turns", "trigger", "schedule", "outcome", "committed"))
                .isEqualTo(1);
        assertThat(calls("turn", "unanswered")).isEqualTo(1);
        assertThat(calls("turn", "answered")).isEqualTo(1);
        assertThat(calls("status", "answered")).isEqualTo(1);
    }

    @Test
    void an_engine_that_stays_silent_is_a_recovery_that_parks() throws InterruptedException {
        game.reply(new EngineReply.Garbled("noise"));
        game.reply(new EngineReply.Unanswered("silence"));
        tickAfter(Duration.ofSeconds(60));

        assertThat(count("ggscale.turn.recoveries", "result", "parked")).isEqualTo(1);
        assertThat(count("ggscale.turns", "trigger", "schedule", "outcome", "unreachable"))
                .isEqualTo(1);
        assertThat(calls("turn", "garbled")).isEqualTo(1);
    }

    @Test
    void games_are_counted_by_status_when_the_registry_is_read_and_every_15_seconds_at_most() {
        assertThat(runtimes("running")).isEqualTo(1);
        assertThat(runtimes("finished")).isZero();

        ggscale.stopper().stop(GAME, "maintenance");
        meterClock.add(Duration.ofSeconds(14));
        assertThat(runtimes("running")).isEqualTo(1);

        meterClock.add(Duration.ofSeconds(1));
        assertThat(runtimes("running")).isZero();
        assertThat(runtimes("stopped")).isEqualTo(1);
        assertThat(registry.get("ggscale.outbox.lag").gauge().value()).isZero();
    }

    @Test
    void memberships_are_missed_once_and_hit_then() {
        double before = count("ggscale.membership.cache", "result", "miss");
        ask();
        ask();
        assertThat(count("ggscale.membership.cache", "result", "miss") - before).isEqualTo(1);
        double hits = count("ggscale.membership.cache", "result", "hit");
        ask();
        assertThat(count("ggscale.membership.cache", "result", "hit")).isEqualTo(hits + 1);
    }

    @Test
    void an_invalidation_is_counted() {
        ggscale.invalidateMemberships(GAME);

        assertThat(count("ggscale.membership.invalidations", "outcome", "succeeded"))
                .isEqualTo(1);
    }

    @Test
    void an_invalidation_that_no_other_host_hears_of_is_counted_as_failed_and_hides_nothing() {
        ask();
        double misses = count("ggscale.membership.cache", "result", "miss");
        mute = true;
        ggscale.memberships().invalidate(GAME);

        assertThat(count("ggscale.membership.invalidations", "outcome", "failed"))
                .isEqualTo(1);
        assertThat(count("ggscale.membership.invalidations", "outcome", "succeeded"))
                .isZero();
        ask();
        assertThat(count("ggscale.membership.cache", "result", "miss")).isEqualTo(misses + 1);
    }

    @Test
    void every_kind_of_call_is_timed_by_its_name() {
        ggscale.play().commands(GAME, ANN, new byte[] {'[', ']'});
        ggscale.play().orders(GAME, ANN, new byte[] {'[', ']'});
        ggscale.play().storedOrders(GAME, ANN, 0);
        ask();
        game.answer(new EngineAnswer.Refused(400, new byte[0]));
        ask();

        assertThat(List.of(
                        calls("init", "answered"),
                        calls("commands", "answered"),
                        calls("orders", "answered"),
                        calls("stored_orders", "answered"),
                        calls("report", "answered"),
                        calls("report", "refused")))
                .containsOnly(1L);
    }

    @Test
    void requests_are_timed_by_surface_operation_and_status() {
        metrics.request("internal", "internalGetRuntime", 200, Duration.ofMillis(3));

        assertThat(registry.get("ggscale.http.request")
                        .tags("surface", "internal", "operation", "internalGetRuntime", "status", "200")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
    }

    @Test
    void no_meter_has_a_game_a_tenant_or_a_player() throws InterruptedException {
        tickAfter(Duration.ofSeconds(60));
        ask();

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains(GAME.gameId().toString()) || value.contains("ann"));
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .flatExtracting(id -> id.getTags().stream().map(Tag::getKey).toList())
                .containsOnly("trigger", "outcome", "result", "status", "call", "le");
    }

    private void ask() {
        assertThat(ggscale.play().report(GAME, ANN, 0)).isNotNull();
    }

    private void tickAfter(Duration pause) throws InterruptedException {
        clock.advance(pause);
        ggscale.turns().tick();
        assertThat(ggscale.turns().awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private double runtimes(String status) {
        return registry.get("ggscale.runtimes").tag("status", status).gauge().value();
    }

    private long calls(String call, String outcome) {
        return registry.get("ggscale.engine.call")
                .tags("call", call, "outcome", outcome)
                .timer()
                .count();
    }

    private double count(String name, String... tags) {
        Meter meter = registry.get(name).tags(tags).meter();
        return meter.measure().iterator().next().getValue();
    }
}
