package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Pause;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Stop;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.core.turn.TurnRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GgScaleTest {
    private static final GameKey GAME = Fixtures.newKey();
    private static final UserId ANN = new UserId("ann");

    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final ScriptedGame game = new ScriptedGame(EngineCapability.CONDITIONAL_TURN).endingAt(3);
    private final ManualTicker ticker = new ManualTicker();
    private final GgScale ggscale = GgScale.builder()
            .engine("count", id -> id.equals(GAME.gameId()) ? game : new ScriptedGame())
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .ticker(ticker)
            .eventRetention(Duration.ofDays(1))
            .build();

    @BeforeEach
    void start() {
        ggscale.start();
        ggscale.storage().engineVersions().create(Fixtures.TENANT, version());
    }

    @AfterEach
    void close() {
        ggscale.close();
    }

    @Test
    void a_registered_game_runs_at_turn_0() {
        RuntimeRecord record = register();
        assertThat(record.status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(record.currentTurn()).isZero();
        assertThat(record.nextGenerationAt()).contains(clock.instant().plusSeconds(60));
    }

    @Test
    void a_game_registers_beside_one_that_is_scheduled() {
        register();
        assertThat(ggscale.registrar().register(request(Fixtures.newKey(), Fixtures.VERSION)))
                .isInstanceOf(Registration.Registered.class);
    }

    @Test
    void a_due_game_plays_one_turn() throws InterruptedException {
        register();
        tickAfter(Duration.ofSeconds(60));
        assertThat(record().currentTurn()).isEqualTo(1);
        assertThat(record().nextGenerationAt()).contains(clock.instant().plusSeconds(60));
    }

    @Test
    void ticks_missed_while_nobody_was_there_become_one_turn() throws InterruptedException {
        register();
        tickAfter(Duration.ofSeconds(60 * 10));
        assertThat(record().currentTurn()).isEqualTo(1);
        assertThat(record().missedTicks()).isEqualTo(9);
    }

    @Test
    void a_forced_turn_is_followed_by_one_skipped_tick() throws InterruptedException {
        register();
        assertThat(ggscale.turns().force(GAME)).isInstanceOf(ForceOutcome.Committed.class);
        tickAfter(Duration.ofSeconds(60));
        assertThat(record().currentTurn()).isEqualTo(1);
        assertThat(record().skipNextTick()).isFalse();
        tickAfter(Duration.ofSeconds(60));
        assertThat(record().currentTurn()).isEqualTo(2);
    }

    @Test
    void the_last_turn_finishes_the_game() throws InterruptedException {
        register();
        for (int turn = 0; turn < 5; turn++) {
            tickAfter(Duration.ofSeconds(60));
        }
        assertThat(record().status()).isEqualTo(RuntimeStatus.FINISHED);
        assertThat(record().currentTurn()).isEqualTo(3);
        assertThat(events()).last().isInstanceOf(RuntimeEvent.GameFinished.class);
        assertThat(events()).hasSize(4);
    }

    @Test
    void every_turn_is_in_the_history_once() throws InterruptedException {
        register();
        tickAfter(Duration.ofSeconds(60));
        tickAfter(Duration.ofSeconds(60));
        assertThat(ggscale.storage()
                        .turns()
                        .history(GAME, Page.Request.first(10))
                        .items())
                .extracting(TurnRow::turn)
                .containsExactly(2L, 1L);
    }

    @Test
    void a_command_reaches_the_engine_under_the_mapped_race() {
        register();
        byte[] commands = "[1]".getBytes(StandardCharsets.UTF_8);
        assertThat(ggscale.play().commands(GAME, ANN, commands)).isInstanceOf(PlayOutcome.Answered.class);
        assertThat(game.requests()).extracting(EngineRequest::actor).containsExactly(new RaceName("Terra"));
    }

    @Test
    void a_stranger_is_forbidden() {
        register();
        assertThat(ggscale.play().report(GAME, new UserId("eve"), 0)).isEqualTo(new PlayOutcome.Forbidden());
        assertThat(game.requests()).isEmpty();
    }

    @Test
    void a_stopped_game_is_not_ticked() throws InterruptedException {
        register();
        assertThat(ggscale.stopper().stop(GAME, "maintenance")).isInstanceOf(Stop.Stopped.class);
        tickAfter(Duration.ofSeconds(120));
        assertThat(game.turn()).isZero();
        assertThat(record().nextGenerationAt()).isEmpty();
    }

    @Test
    void a_paused_game_is_not_ticked_and_plays_one_turn_when_it_goes_on() throws InterruptedException {
        register();
        assertThat(ggscale.pauser().pause(GAME)).isEqualTo(new Pause.Flagged(record()));
        tickAfter(Duration.ofSeconds(60 * 5));
        assertThat(game.turn()).isZero();

        assertThat(ggscale.pauser().resume(GAME)).isEqualTo(new Pause.Flagged(record()));
        tickAfter(Duration.ZERO);
        assertThat(record().currentTurn()).isEqualTo(1);
        assertThat(record().missedTicks()).isEqualTo(4);
    }

    @Test
    void a_game_is_paused_without_an_event() {
        register();
        int before = events().size();
        ggscale.pauser().pause(GAME);
        ggscale.pauser().resume(GAME);
        assertThat(events()).hasSize(before);
    }

    @Test
    void a_finished_game_is_not_paused_and_one_that_nobody_knows_not_found() throws InterruptedException {
        assertThat(ggscale.pauser().pause(GAME)).isEqualTo(new Pause.NotFound());
        register();
        for (int turn = 0; turn < 3; turn++) {
            tickAfter(Duration.ofSeconds(60));
        }
        assertThat(ggscale.pauser().pause(GAME)).isEqualTo(new Pause.Conflict(record(), "the game has finished"));
        assertThat(ggscale.pauser().resume(GAME)).isEqualTo(new Pause.Conflict(record(), "the game has finished"));
    }

    @Test
    void a_failed_registration_leaves_nothing_but_its_log() {
        assertThat(ggscale.registrar().register(request(GAME, SemanticVersion.parse("2.0.0"))))
                .isEqualTo(new Registration.EngineVersionNotFound());
        assertThat(ggscale.storage().runtimeRecords().find(GAME)).isEmpty();
    }

    @Test
    void events_that_are_no_longer_kept_are_forgotten_while_turns_go_on() {
        register();
        clock.advance(Duration.ofDays(1).plusSeconds(1));

        ticker.tick();

        RuntimeEvents events = ggscale.storage().runtimeEvents();
        long giveUpAt = System.nanoTime() + Patience.limit().toNanos();
        while (events.read(after("0")) instanceof RuntimeEvents.Reading.Events && System.nanoTime() < giveUpAt) {
            Thread.onSpinWait();
        }
        assertThat(events.read(after("0"))).isEqualTo(new RuntimeEvents.Reading.Expired());
    }

    private static RuntimeEvents.Query after(String cursor) {
        return new RuntimeEvents.Query(
                Fixtures.TENANT, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.of(cursor), 100);
    }

    private void tickAfter(Duration pause) throws InterruptedException {
        clock.advance(pause);
        ggscale.turns().tick();
        assertThat(ggscale.turns().awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private RuntimeRecord register() {
        Registration registration = ggscale.registrar().register(request(GAME, Fixtures.VERSION));
        assertThat(registration).isInstanceOf(Registration.Registered.class);
        return record();
    }

    private static NewRuntime request(GameKey key, SemanticVersion version) {
        return new NewRuntime(
                key,
                version,
                TurnSchedule.parse("@every 60s"),
                Optional.empty(),
                List.of(new Member(ANN, new RaceName("Terra")), new Member(new UserId("bob"), new RaceName("Luna"))));
    }

    private RuntimeRecord record() {
        return ggscale.storage().runtimeRecords().find(GAME).orElseThrow();
    }

    private List<RuntimeEvent> events() {
        var query = new RuntimeEvents.Query(
                Fixtures.TENANT, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.empty(), 100);
        return ((RuntimeEvents.Reading.Events) ggscale.storage().runtimeEvents().read(query))
                .events().stream().map(RuntimeEvents.Stored::event).toList();
    }

    private EngineVersion version() {
        return new EngineVersion(
                Fixtures.VERSION,
                ImageRef.parse("in-process:count"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                clock.instant(),
                clock.instant());
    }
}
