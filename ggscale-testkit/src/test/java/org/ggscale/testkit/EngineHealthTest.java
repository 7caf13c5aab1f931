package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineHealth.EXITED;
import static org.ggscale.core.engine.EngineHealth.HEALTHY;
import static org.ggscale.core.engine.EngineHealth.INSPECT_UNHEALTHY;
import static org.ggscale.core.engine.EngineHealth.PROBE_FAILED;

import java.util.List;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.SnapshotUpdate;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What probes and inspections make of the health of a game's engine. */
class EngineHealthTest {
    private final Probed probed = new Probed();

    @AfterEach
    void close() throws InterruptedException {
        probed.close();
    }

    @Test
    void a_health_event_leads_to_exactly_one_snapshot() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);

        probed.rounds(10);

        RuntimeRecord record = probed.record(game);
        assertThat(probed.events(game)).containsExactly(snapshot(record, PROBE_FAILED));
        assertThat(probed.snapshots(game))
                .containsExactly(new HealthSnapshot(
                        game.key(),
                        record.updatedAt(),
                        PROBE_FAILED,
                        HEALTHY,
                        "3 probes in a row failed",
                        RuntimeStatus.RUNNING,
                        0));
        assertThat(record)
                .isEqualTo(game.next(RuntimeStatus.RUNNING, record.updatedAt())
                        .engine(game.engine().with(PROBE_FAILED))
                        .lastObservedAt(record.updatedAt())
                        .build());
    }

    @Test
    void three_failures_in_a_row_are_told_and_two_are_not() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);

        probed.rounds(2);
        assertThat(probed.record(game)).isEqualTo(game);

        probed.rounds(1);
        assertThat(probed.health(game)).isEqualTo(PROBE_FAILED);
    }

    @Test
    void a_success_begins_the_count_anew() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        for (int i = 0; i < 5; i++) {
            probed.silence(game);
            probed.rounds(2);
            probed.revive(game);
            probed.rounds(1);
        }

        assertThat(probed.record(game)).isEqualTo(game);
        assertThat(probed.events(game)).isEmpty();
    }

    @Test
    void the_first_success_after_that_is_healthy_again() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);
        probed.rounds(4);
        probed.revive(game);

        probed.rounds(1);

        assertThat(told(game)).containsExactly(PROBE_FAILED, HEALTHY);
        assertThat(probed.health(game)).isEqualTo(HEALTHY);
    }

    @Test
    void an_engine_that_comes_and_goes_leaves_one_snapshot_of_each_change() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        for (int i = 0; i < 5; i++) {
            probed.silence(game);
            probed.rounds(7);
            probed.revive(game);
            probed.rounds(7);
        }

        assertThat(told(game)).hasSize(10).doesNotContainSequence(HEALTHY, HEALTHY);
        assertThat(probed.snapshots(game)).extracting(HealthSnapshot::health).isEqualTo(told(game));
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "GENERATION_FAILED", "ENGINE_UNREACHABLE"})
    void probes_leave_the_status_as_it_is(RuntimeStatus status) throws InterruptedException {
        RuntimeRecord game = probed.game(status);
        probed.silence(game);
        probed.rounds(3);
        assertThat(probed.health(game)).isEqualTo(PROBE_FAILED);
        assertThat(probed.record(game).status()).isEqualTo(status);

        probed.revive(game);
        probed.rounds(1);
        assertThat(probed.health(game)).isEqualTo(HEALTHY);
        assertThat(probed.record(game).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "GENERATION_IN_PROGRESS"})
    void whoever_works_on_the_game_is_not_fenced_and_it_is_told_after_that(RuntimeStatus status)
            throws InterruptedException {
        RuntimeRecord game = probed.game(status);
        probed.silence(game);
        probed.rounds(5);
        assertThat(probed.record(game)).isEqualTo(game);
        assertThat(probed.snapshots(game)).isEmpty();

        Given.replaced(
                probed.storage,
                Change.of(game, game.next(RuntimeStatus.RUNNING, Fixtures.PAST).build()));
        probed.rounds(1);

        assertThat(probed.health(game)).isEqualTo(PROBE_FAILED);
        assertThat(told(game)).containsExactly(PROBE_FAILED);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "FINISHED"})
    void a_game_that_is_over_is_left_alone(RuntimeStatus status) throws InterruptedException {
        RuntimeRecord game = probed.game(status);
        probed.silence(game);

        probed.rounds(5);

        assertThat(probed.record(game)).isEqualTo(game);
    }

    @Test
    void a_probe_of_an_instance_that_is_no_longer_the_current_one_changes_nothing() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        RuntimeRecord moved = Given.replaced(
                probed.storage,
                Change.of(
                        game,
                        game.next(RuntimeStatus.RUNNING, Fixtures.PAST)
                                .engine(game.engine().with(new InstanceToken("the next one")))
                                .build()));
        probed.silence(game);

        probed.rounds(5);

        assertThat(probed.record(game)).isEqualTo(moved);
        assertThat(probed.events(game)).isEmpty();
    }

    @Test
    void how_an_engine_has_ended_stands_whatever_probes_say() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        RuntimeRecord ended = Given.replaced(
                probed.storage,
                Change.of(
                        game,
                        game.next(RuntimeStatus.ENGINE_UNREACHABLE, Fixtures.PAST)
                                .engine(game.engine().with(EXITED))
                                .build()));
        probed.rounds(2);
        probed.silence(game);
        probed.rounds(5);

        assertThat(probed.record(game)).isEqualTo(ended);
    }

    @Test
    void what_an_earlier_life_of_the_host_has_told_is_taken_back() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.silence(game);
        probed.rounds(3);
        probed.revive(game);

        probed.restart();
        probed.rounds(2);

        assertThat(told(game)).containsExactly(PROBE_FAILED, HEALTHY);
    }

    @Test
    void what_the_store_does_not_take_is_told_later() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        probed.rounds(1);
        probed.silence(game);
        probed.away = true;
        probed.rounds(3);
        assertThat(probed.signals).isNotEmpty().hasOnlyElementsOfType(Signal.DutyFailed.class);

        probed.away = false;
        probed.rounds(1);

        assertThat(told(game)).containsExactly(PROBE_FAILED);
    }

    @Test
    void an_inspection_is_told_and_taken_back() {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);

        inspected(game, INSPECT_UNHEALTHY);
        inspected(game, INSPECT_UNHEALTHY);
        assertThat(probed.snapshots(game))
                .singleElement()
                .satisfies(one -> assertThat(one.health()).isEqualTo(INSPECT_UNHEALTHY))
                .satisfies(one -> assertThat(one.detail()).isEqualTo("scripted"));

        inspected(game, HEALTHY);
        inspected(game, HEALTHY);
        assertThat(told(game)).containsExactly(INSPECT_UNHEALTHY, HEALTHY);
    }

    @Test
    void an_answered_probe_does_not_take_back_what_an_inspection_found() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        inspected(game, INSPECT_UNHEALTHY);

        probed.rounds(3);

        assertThat(told(game)).containsExactly(INSPECT_UNHEALTHY);
    }

    @Test
    void failed_probes_outrank_an_inspection() throws InterruptedException {
        RuntimeRecord game = probed.game(RuntimeStatus.RUNNING);
        inspected(game, INSPECT_UNHEALTHY);
        probed.silence(game);
        probed.rounds(3);
        inspected(game, HEALTHY);
        inspected(game, INSPECT_UNHEALTHY);
        assertThat(told(game)).containsExactly(INSPECT_UNHEALTHY, PROBE_FAILED);

        probed.revive(game);
        probed.rounds(1);

        assertThat(told(game)).containsExactly(INSPECT_UNHEALTHY, PROBE_FAILED, INSPECT_UNHEALTHY);
    }

    private void inspected(RuntimeRecord game, EngineHealth health) {
        probed.instances.check(game.key().gameId(), health);
    }

    /** Returns the summaries that were published, in their order. */
    private List<EngineHealth> told(RuntimeRecord game) {
        return probed.events(game).stream()
                .map(SnapshotUpdate.class::cast)
                .map(SnapshotUpdate::engineHealthSummary)
                .toList();
    }

    private static RuntimeEvent snapshot(RuntimeRecord record, EngineHealth health) {
        return new SnapshotUpdate(
                record.key().gameId(), record.currentTurn(), record.status(), health, List.of(), record.updatedAt());
    }
}
