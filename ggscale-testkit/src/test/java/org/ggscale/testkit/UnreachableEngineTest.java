package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineCapability.CONDITIONAL_TURN;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;
import static org.ggscale.core.engine.EngineHealth.EXITED;
import static org.ggscale.core.engine.EngineHealth.HEALTHY;
import static org.ggscale.core.engine.EngineHealth.INSPECT_UNHEALTHY;
import static org.ggscale.core.engine.EngineHealth.PROBE_FAILED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.SnapshotUpdate;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health of engines that do not say where they stand, and of those that say it again. */
class UnreachableEngineTest {
    private final Operated operated = new Operated(CONDITIONAL_TURN, DURABLE_STATE);

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void an_external_engine_that_does_not_answer_has_failed_its_probe() throws InterruptedException {
        operated.external();
        silence();

        operated.tick();

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(operated.record().engine().health()).isEqualTo(PROBE_FAILED);
        assertThat(lastSnapshot().engineHealthSummary()).isEqualTo(PROBE_FAILED);
        assertThat(remembered()).containsExactly(PROBE_FAILED);
    }

    @Test
    void an_external_engine_that_answers_again_is_healthy_before_its_turn_is_played() throws InterruptedException {
        operated.external();
        silence();
        operated.tick();
        operated.network.revive(endpoint());

        again();

        assertThat(operated.record().currentTurn()).isEqualTo(1);
        assertThat(operated.record().engine().health()).isEqualTo(HEALTHY);
        assertThat(lastSnapshot().runtimeStatus()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(lastSnapshot().engineHealthSummary()).isEqualTo(HEALTHY);
        assertThat(remembered()).containsExactly(PROBE_FAILED, HEALTHY);
    }

    @Test
    void an_external_engine_that_stays_silent_is_told_once() throws InterruptedException {
        operated.external();
        silence();
        operated.tick();
        int told = operated.events().size();

        for (int i = 0; i < 5; i++) {
            again();
        }

        assertThat(operated.events()).hasSize(told);
        assertThat(remembered()).containsExactly(PROBE_FAILED);
    }

    @Test
    void an_engine_that_has_exited_is_healthy_once_it_is_started_again() throws InterruptedException {
        operated.registered();
        operated.instances.crash(operated.key.gameId(), EXITED);
        assertThat(lastSnapshot().engineHealthSummary()).isEqualTo(EXITED);

        again();

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(operated.record().engine().health()).isEqualTo(HEALTHY);
        assertThat(remembered()).containsExactly(EXITED, HEALTHY);
        assertThat(snapshots().getFirst().detail()).isEqualTo("scripted");
    }

    @Test
    void an_engine_that_is_started_again_by_itself_is_in_the_operation_log() throws InterruptedException {
        operated.registered();
        operated.instances.crash(operated.key.gameId(), EXITED);

        again();

        assertThat(operated.lastOperation())
                .extracting(OperationEntry::operation, OperationEntry::source, OperationEntry::status)
                .containsExactly(
                        OperationEntry.Operation.START,
                        OperationEntry.Source.RECOVERY,
                        OperationEntry.Status.SUCCEEDED);
    }

    @Test
    void an_engine_that_keeps_ending_is_started_again_after_longer_and_longer_pauses() throws InterruptedException {
        operated.registered();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            operated.instances.crash(operated.key.gameId(), EXITED);
            pauses.add(secondsUntilItRuns());
        }

        assertThat(pauses).containsExactly(0L, 1L, 2L, 4L, 8L);
    }

    @Test
    void an_engine_that_was_started_five_times_in_ten_minutes_waits_for_an_operator() throws InterruptedException {
        operated.registered();
        spend();

        assertThat(operated.record().lastFailure().orElseThrow())
                .matches(failure -> failure.code() == FailureCode.ENGINE_UNREACHABLE)
                .matches(failure -> failure.message().startsWith("scripted; "))
                .matches(failure -> failure.message().contains("waits for an operator"));
        RuntimeRecord told = operated.record();
        operated.clock.advance(Duration.ofHours(1));
        again();
        assertThat(operated.record()).isEqualTo(told);

        operated.host.turns().restart(operated.key, false);
        operated.settled();
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        spend();
    }

    @Test
    void starts_are_forgotten_after_ten_minutes_and_not_because_the_engine_was_well() throws InterruptedException {
        operated.registered();
        for (int i = 0; i < 4; i++) {
            operated.instances.crash(operated.key.gameId(), EXITED);
            secondsUntilItRuns();
        }
        operated.clock.advance(Duration.ofMinutes(9));
        operated.instances.crash(operated.key.gameId(), EXITED);
        again();
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        operated.clock.advance(Duration.ofMinutes(9));
        operated.instances.crash(operated.key.gameId(), EXITED);
        assertThat(secondsUntilItRuns()).as("only the last one counts").isZero();
    }

    /** Ends the engine whenever it runs, until it does not run again. */
    private void spend() throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            operated.instances.crash(operated.key.gameId(), EXITED);
            again();
        }
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
    }

    private long secondsUntilItRuns() throws InterruptedException {
        for (long seconds = 0; seconds < 60; seconds++) {
            operated.host.turns().tick();
            operated.settled();
            if (operated.record().status() == RuntimeStatus.RUNNING) {
                return seconds;
            }
            operated.clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("it does not come back");
    }

    @Test
    void what_an_inspection_found_of_an_engine_outlives_that_it_answers_again() throws InterruptedException {
        operated.registered();
        operated.instances.check(operated.key.gameId(), INSPECT_UNHEALTHY);
        silence();
        operated.tick();
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        operated.network.revive(endpoint());

        again();

        assertThat(operated.record().currentTurn()).isEqualTo(1);
        assertThat(remembered()).containsExactly(INSPECT_UNHEALTHY);
        operated.instances.check(operated.key.gameId(), HEALTHY);
        assertThat(remembered()).containsExactly(INSPECT_UNHEALTHY, HEALTHY);
    }

    private EngineEndpoint endpoint() {
        return operated.record().engine().endpoint().orElseThrow();
    }

    private void silence() {
        operated.network.silence(endpoint());
    }

    /** Lets the engine be asked again. */
    private void again() throws InterruptedException {
        operated.clock.advance(Duration.ofSeconds(20));
        operated.host.turns().tick();
        operated.settled();
    }

    private SnapshotUpdate lastSnapshot() {
        List<RuntimeEvent> events = operated.events();
        return (SnapshotUpdate) events.getLast();
    }

    private List<EngineHealth> remembered() {
        return snapshots().stream().map(HealthSnapshot::health).toList();
    }

    /** Returns what is remembered, the first first. */
    private List<HealthSnapshot> snapshots() {
        return operated.storage
                .healthSnapshots()
                .list(operated.key, Page.Request.first(200))
                .items()
                .reversed();
    }
}
