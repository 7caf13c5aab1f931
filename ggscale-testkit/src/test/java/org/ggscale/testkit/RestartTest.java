package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;

import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.core.turn.RestartOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartTest {
    private final Operated operated = new Operated(DURABLE_STATE);

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void a_running_game_goes_on_at_a_new_address_when_it_would_have_been_due() throws InterruptedException {
        RuntimeRecord before = operated.registered().record();

        RuntimeRecord after = restarted(restart());

        assertThat(after.status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(after.engine().endpoint()).isNotEqualTo(before.engine().endpoint());
        assertThat(after.nextGenerationAt()).isEqualTo(before.nextGenerationAt());
        assertThat(after.owner()).isEmpty();
        operated.tick();
        assertThat(operated.record().currentTurn()).isEqualTo(1);
    }

    @Test
    void a_restart_is_logged_and_announced() throws InterruptedException {
        operated.registered();

        restart();

        OperationEntry entry = operated.lastOperation();
        assertThat(entry.operation()).isEqualTo(OperationEntry.Operation.RESTART);
        assertThat(entry.source()).isEqualTo(OperationEntry.Source.API);
        assertThat(entry.status()).isEqualTo(OperationEntry.Status.SUCCEEDED);
        assertThat(operated.events()).hasSize(2).last().isInstanceOf(RuntimeEvent.SnapshotUpdate.class);
    }

    @Test
    void a_stopped_game_is_due_again_from_now() throws InterruptedException {
        operated.registered();
        operated.host.stopper().stop(operated.key, "maintenance");

        RuntimeRecord after = restarted(restart());

        assertThat(after.status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(after.nextGenerationAt()).contains(operated.clock.instant().plusSeconds(60));
    }

    @Test
    void a_turn_that_the_engine_played_before_the_stop_is_adopted() throws InterruptedException {
        operated.registered();
        HeldTurn held = stopDuringTheTurn();
        operated.game.jumpTo(1);

        restart();

        assertThat(operated.settled().currentTurn()).isEqualTo(1);
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        held.release();
        assertThat(operated.played()).isEmpty();
    }

    @Test
    void a_turn_that_the_engine_did_not_play_before_the_stop_is_played_once() throws InterruptedException {
        operated.registered();
        HeldTurn held = stopDuringTheTurn();

        restart();

        assertThat(operated.settled().currentTurn()).isEqualTo(1);
        held.release();
        assertThat(operated.played()).containsExactly(1L);
    }

    @Test
    void a_restart_grants_a_failed_turn_one_more_call() throws InterruptedException {
        operated.registered();
        for (int call = 0; call < 3; call++) {
            operated.network.onNextTurn(TurnFault.dropped());
        }
        operated.tick();
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.GENERATION_FAILED);

        assertThat(restarted(restart()).status()).isEqualTo(RuntimeStatus.GENERATION_IN_PROGRESS);

        assertThat(operated.settled().currentTurn()).isEqualTo(1);
        assertThat(operated.played()).containsExactly(1L);
    }

    @Test
    void a_forced_turn_that_was_pending_at_the_stop_leaves_the_game_due_again() throws InterruptedException {
        operated.registered();
        for (int call = 0; call < 3; call++) {
            operated.network.onNextTurn(TurnFault.dropped());
        }
        assertThat(operated.host.turns().force(operated.key)).isInstanceOf(ForceOutcome.Parked.class);
        operated.host.stopper().stop(operated.key, "to be repaired");

        restart();

        assertThat(operated.settled().currentTurn()).isEqualTo(1);
        assertThat(operated.record().nextGenerationAt()).isPresent();
        operated.tick();
        operated.tick();
        assertThat(operated.played()).containsExactly(1L, 2L);
    }

    @Test
    void a_running_game_whose_engine_does_not_come_up_is_unreachable() throws InterruptedException {
        operated.registered();
        operated.instances.failNextStart(Start.Cause.CONTAINER_START_FAILED);

        RestartOutcome outcome = restart();

        assertThat(outcome)
                .isEqualTo(
                        new RestartOutcome.Failed(operated.record(), FailureCode.CONTAINER_START_FAILED, "scripted"));
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(operated.record().engine().health()).isEqualTo(EngineHealth.DISAPPEARED);
        assertThat(operated.lastOperation().error().orElseThrow().code()).isEqualTo(FailureCode.CONTAINER_START_FAILED);
    }

    @Test
    void a_stopped_game_whose_engine_does_not_come_up_stays_stopped() throws InterruptedException {
        operated.registered();
        operated.host.stopper().stop(operated.key, "maintenance");
        operated.instances.failNextStart(Start.Cause.IMAGE_PULL_FAILED);

        assertThat(restart()).isInstanceOf(RestartOutcome.Failed.class);

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.STOPPED);
        assertThat(operated.record().nextGenerationAt()).isEmpty();
        assertThat(operated.instances.list()).isEmpty();
    }

    @Test
    void an_engine_that_has_lost_its_state_is_ended_again() throws InterruptedException {
        operated.registered();
        operated.game.reply(new EngineReply.Refused(404, "not_initialised"));

        RestartOutcome outcome = restart();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RestartOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(FailureCode.ENGINE_UNREACHABLE));
        assertThat(operated.instances.list()).isEmpty();
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
    }

    @Test
    void an_engine_that_stands_at_another_turn_is_not_taken() throws InterruptedException {
        operated.registered();
        operated.game.jumpTo(7);

        assertThat(restart())
                .isInstanceOfSatisfying(
                        RestartOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(FailureCode.ENGINE_TURN_SKEW));

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(operated.record().currentTurn()).isZero();
    }

    @Test
    void an_engine_that_says_its_game_is_over_ends_it() throws InterruptedException {
        operated.registered();
        operated.game.endingAt(0);

        assertThat(restarted(restart()).status()).isEqualTo(RuntimeStatus.FINISHED);

        assertThat(operated.events()).last().isInstanceOf(RuntimeEvent.GameFinished.class);
        assertThat(operated.lastOperation().status()).isEqualTo(OperationEntry.Status.SUCCEEDED);
    }

    @Test
    void an_external_engine_is_only_asked() throws InterruptedException {
        Optional<EngineEndpoint> address = operated.external().record().engine().endpoint();
        operated.host.stopper().stop(operated.key, "maintenance");

        RuntimeRecord after = restarted(restart());

        assertThat(after.status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(after.engine().endpoint()).isEqualTo(address);
        assertThat(operated.instances.list()).isEmpty();
    }

    @Test
    void an_external_engine_that_does_not_answer_changes_nothing() throws InterruptedException {
        RuntimeRecord before = operated.external().record();
        operated.network.cut(before.engine().endpoint().orElseThrow());

        assertThat(restart()).isInstanceOf(RestartOutcome.Failed.class);

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(operated.record().engine()).isEqualTo(before.engine());
    }

    @Test
    void the_pending_turn_of_a_plain_external_engine_is_not_called_again() throws InterruptedException {
        operated.external();
        HeldTurn held = stopDuringTheTurn();

        restart();

        assertThat(operated.settled().status()).isEqualTo(RuntimeStatus.GENERATION_FAILED);
        assertThat(operated.record().lastFailure().orElseThrow().code()).isEqualTo(FailureCode.ENGINE_NOT_FENCED);
        held.release();
        assertThat(operated.played()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_finished_game_cannot_be_restarted() throws InterruptedException {
        operated.registered();
        operated.game.endingAt(1);
        operated.tick();

        assertThat(restart()).isInstanceOf(RestartOutcome.Conflict.class);
    }

    @Test
    void a_game_of_another_node_is_restarted_there_unless_it_is_moved() throws InterruptedException {
        operated.registered();
        GgScale elsewhere = operated.host("there");

        assertThat(elsewhere.turns().restart(operated.key, false))
                .isEqualTo(new RestartOutcome.Conflict(operated.record(), "the game belongs to node here"));

        RuntimeRecord moved = restarted(elsewhere.turns().restart(operated.key, true));
        assertThat(moved.engine().node()).contains(elsewhere.host().node());
        assertThat(restart())
                .isEqualTo(new RestartOutcome.Conflict(operated.record(), "the game belongs to node there"));
    }

    @Test
    void an_unknown_game_is_not_found() throws InterruptedException {
        assertThat(operated.host.turns().restart(Fixtures.newKey(), true)).isEqualTo(new RestartOutcome.NotFound());
    }

    private RestartOutcome restart() throws InterruptedException {
        return operated.host.turns().restart(operated.key, false);
    }

    private static RuntimeRecord restarted(RestartOutcome outcome) {
        assertThat(outcome).isInstanceOf(RestartOutcome.Restarted.class);
        return ((RestartOutcome.Restarted) outcome).record();
    }

    /** Stops the game while the engine has not yet got the call. */
    private HeldTurn stopDuringTheTurn() throws InterruptedException {
        HeldTurn held = new HeldTurn();
        operated.network.onNextTurn(held);
        operated.clock.advance(Duration.ofSeconds(60));
        operated.host.turns().tick();
        held.awaitSent();
        operated.host.stopper().stop(operated.key, "maintenance");
        return held;
    }
}
