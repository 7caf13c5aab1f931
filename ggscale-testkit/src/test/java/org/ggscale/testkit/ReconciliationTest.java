package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.runtime.Stop;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.RestartOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
    private final Kept kept = new Kept();

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void what_fits_is_left_as_it_is() throws InterruptedException {
        RuntimeRecord before = kept.record();

        kept.pass();

        assertThat(kept.record()).isEqualTo(before);
        assertThat(kept.instances.list()).hasSize(1);
        assertThat(kept.signals).isEmpty();
    }

    @Test
    void an_interrupted_stop_is_finished() throws InterruptedException {
        kept.instances.silent(true);
        assertThatThrownBy(() -> kept.operated.host.stopper().stop(kept.operated.key, "enough"))
                .isInstanceOf(UnavailableException.class);
        kept.instances.silent(false);

        kept.pass();

        assertThat(kept.instances.list()).isEmpty();
        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.STOPPED);
        assertLogged(Operation.RECONCILE_REMOVE, "stopped");
    }

    @Test
    void a_node_that_comes_back_ends_what_was_stopped_while_it_was_lost() throws InterruptedException {
        GgScale survivor = kept.operated.host("there");
        kept.operated.host.close();
        kept.operated.clock.advance(Duration.ofSeconds(30));
        survivor.turns().tick();
        assertThat(survivor.turns().awaitIdle(Patience.limit())).isTrue();
        assertThat(survivor.stopper().stop(kept.operated.key, "lost")).isInstanceOf(Stop.Stopped.class);
        assertThat(kept.instances.list()).hasSize(1);

        kept.pass();

        assertThat(kept.instances.list()).isEmpty();
    }

    @Test
    void a_node_that_comes_back_ends_what_was_moved_to_another() throws InterruptedException {
        EngineInstance left = kept.instances.list().getFirst();
        kept.became(RuntimeStatus.RUNNING, next -> next.engine(kept.announced().with(new NodeId("there"))));

        kept.pass();

        assertThat(kept.instances.list()).doesNotContain(left);
    }

    @Test
    void the_engine_of_a_finished_game_stays_for_an_hour() throws InterruptedException {
        kept.became(RuntimeStatus.FINISHED, next -> next.finishedAt(kept.operated.clock.instant()));

        kept.passAfter(Duration.ofMinutes(59));
        assertThat(kept.instances.list()).hasSize(1);

        kept.passAfter(Duration.ofMinutes(1));
        assertThat(kept.instances.list()).isEmpty();
        assertLogged(Operation.RECONCILE_REMOVE, "finished");
    }

    @Test
    void what_belongs_to_nobody_is_ended_an_hour_after_it_was_first_seen() throws InterruptedException {
        kept.operated.clock.advance(Duration.ofHours(2));
        EngineInstance stray = kept.stray(Fixtures.newGameId());
        kept.pass();

        kept.passAfter(Duration.ofMinutes(59));
        assertThat(kept.instances.list()).contains(stray);

        kept.passAfter(Duration.ofMinutes(1));
        assertThat(kept.instances.list()).doesNotContain(stray).hasSize(1);
        assertThat(operations(stray.gameId()))
                .extracting(OperationEntry::detail)
                .containsExactly(Map.of("instance", stray.id(), "reason", "unknown"));
    }

    @Test
    void what_belonged_to_nobody_for_a_while_begins_anew_when_it_is_seen_again() throws InterruptedException {
        EngineInstance stray = kept.stray(Fixtures.newGameId());
        kept.pass();
        kept.instances.stop(stray.gameId());
        kept.pass();
        kept.stray(stray.gameId());
        kept.pass();

        kept.passAfter(Duration.ofMinutes(58));

        assertThat(kept.instances.list()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = RuntimeStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "STARTING")
    void an_instance_whose_game_has_another_token_is_ended_at_once(RuntimeStatus status) throws InterruptedException {
        EngineInstance leftover = kept.instances.list().getFirst();
        kept.became(status, next -> next.engine(kept.announced()));

        kept.pass();

        assertThat(kept.instances.list()).doesNotContain(leftover);
        assertLogged(Operation.RECONCILE_REMOVE, "superseded");
    }

    @Test
    void a_restart_that_may_go_back_to_the_old_instance_keeps_it() throws InterruptedException {
        kept.became(RuntimeStatus.STARTING, next -> next.engine(kept.announced()));

        kept.passAfter(Duration.ofHours(2));

        assertThat(kept.instances.list()).hasSize(1);
    }

    @Test
    void what_this_process_works_on_is_left_to_that_work() throws InterruptedException {
        kept.became(RuntimeStatus.GENERATION_IN_PROGRESS, next -> next.engine(kept.announced()));
        kept.held.add(kept.operated.key);

        kept.passAfter(Duration.ofHours(2));

        assertThat(kept.instances.list()).hasSize(1);
    }

    @Test
    void a_record_that_lost_its_instance_finds_it_by_the_token() throws InterruptedException {
        EngineInstance instance = kept.instances.list().getFirst();
        RuntimeRecord before = kept.became(RuntimeStatus.RUNNING, next -> next.engine(lost()));

        kept.pass();

        assertThat(kept.record().engine().instanceId()).contains(instance.id());
        assertThat(kept.record().engine().endpoint()).contains(instance.endpoint());
        assertThat(kept.record().engine().capabilities())
                .isEqualTo(before.engine().capabilities());
        assertThat(kept.record().epoch()).isEqualTo(before.epoch() + 1);
        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertLogged(Operation.RECONCILE_ADOPT, "token");
    }

    @ParameterizedTest
    @EnumSource(
            value = RuntimeStatus.class,
            names = {"STARTING", "GENERATION_IN_PROGRESS"})
    void a_record_that_somebody_works_on_adopts_nothing(RuntimeStatus status) throws InterruptedException {
        RuntimeRecord before = kept.became(status, next -> next.engine(lost()));

        kept.pass();

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void a_record_that_this_process_works_on_adopts_nothing() throws InterruptedException {
        RuntimeRecord before = kept.became(RuntimeStatus.RUNNING, next -> next.engine(lost()));
        kept.held.add(kept.operated.key);

        kept.pass();

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void a_game_whose_instance_is_gone_is_unreachable() throws InterruptedException {
        kept.instances.vanish(kept.gameId);

        kept.pass();

        assertUnreachable(EngineHealth.DISAPPEARED);
        assertLogged(Operation.RECONCILE_REMOVE, "disappeared");
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineHealth.class,
            names = {"EXITED", "OOM"})
    void a_game_whose_instance_has_ended_unseen_is_unreachable(EngineHealth health) throws InterruptedException {
        kept.instances.crashUnseen(kept.gameId, health);

        kept.pass();

        assertUnreachable(health);
        assertThat(kept.record().lastFailure().orElseThrow().message()).isEqualTo("scripted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EngineInstances.list", "EngineInstances.inspect"})
    void a_look_that_failed_marks_nothing(String look) throws InterruptedException {
        RuntimeRecord before = kept.record();
        kept.instances.vanish(kept.gameId);
        kept.failing = look;

        kept.pass();

        assertThat(kept.record()).isEqualTo(before);
        assertThat(kept.signals).singleElement().isInstanceOf(Signal.DutyFailed.class);
        kept.failing = "nothing";
        kept.pass();
        assertUnreachable(EngineHealth.DISAPPEARED);
    }

    @Test
    void a_game_whose_turn_is_under_way_is_left_to_whoever_plays_it() throws InterruptedException {
        RuntimeRecord before = kept.became(
                RuntimeStatus.GENERATION_IN_PROGRESS,
                next -> next.engine(kept.announced())
                        .owner(kept.operated.host.host().owner())
                        .generation(Records.generation(1)));
        kept.instances.vanish(kept.gameId);

        kept.pass();

        assertThat(kept.record()).isEqualTo(before);
    }

    @Test
    void a_restart_between_listing_and_reading_loses_nothing() throws InterruptedException {
        kept.afterCall = call -> {
            if (call.contains("EngineInstances.list")) {
                kept.afterCall = none -> {};
                assertThat(restart()).isInstanceOf(RestartOutcome.Restarted.class);
            }
        };

        kept.pass();

        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(kept.instances.list())
                .extracting(EngineInstance::token)
                .containsExactly(kept.record().engine().token().orElseThrow());
    }

    @Test
    void an_instance_that_was_replaced_while_it_was_looked_for_leaves_its_game_alone() throws InterruptedException {
        kept.instances.vanish(kept.gameId);
        kept.afterCall = call -> {
            if (call.contains("EngineInstances.inspect")) {
                kept.afterCall = none -> {};
                assertThat(restart()).isInstanceOf(RestartOutcome.Restarted.class);
            }
        };

        kept.pass();

        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.RUNNING);
    }

    @Test
    void what_cannot_be_ended_now_is_ended_later() throws InterruptedException {
        kept.became(RuntimeStatus.STOPPED, next -> {});
        kept.failing = "EngineInstances.remove";
        kept.pass();
        assertThat(kept.logged(Operation.RECONCILE_REMOVE)).isEmpty();
        kept.failing = "nothing";

        kept.pass();

        assertThat(kept.instances.list()).isEmpty();
        assertLogged(Operation.RECONCILE_REMOVE, "stopped");
    }

    private RestartOutcome restart() {
        try {
            return kept.operated.host.turns().restart(kept.operated.key, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the game's engine without where it is. */
    private EngineBinding lost() {
        EngineBinding engine = kept.record().engine();
        return new EngineBinding(
                engine.version(),
                engine.imageRef(),
                Optional.empty(),
                engine.token(),
                Optional.empty(),
                false,
                engine.node(),
                engine.capabilities(),
                engine.health());
    }

    private void assertUnreachable(EngineHealth health) {
        assertThat(kept.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(kept.record().engine().health()).isEqualTo(health);
        assertThat(kept.operated.events())
                .last()
                .isInstanceOfSatisfying(RuntimeEvent.SnapshotUpdate.class, snapshot -> {
                    assertThat(snapshot.runtimeStatus()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
                    assertThat(snapshot.engineHealthSummary()).isEqualTo(health);
                });
    }

    private void assertLogged(Operation operation, String reason) {
        assertThat(kept.operated.operations()).anySatisfy(entry -> {
            assertThat(entry.operation()).isEqualTo(operation);
            assertThat(entry.source()).isEqualTo(Source.RECONCILER);
            assertThat(entry.status()).isEqualTo(OperationEntry.Status.SUCCEEDED);
            assertThat(entry.detail()).containsEntry("reason", reason);
        });
    }

    private Iterable<OperationEntry> operations(GameId gameId) {
        return kept.operated
                .storage
                .operationLog()
                .list(new GameKey(TenantId.DEFAULT, gameId), Page.Request.first(10))
                .items();
    }
}
