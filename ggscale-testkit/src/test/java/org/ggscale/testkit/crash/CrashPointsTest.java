package org.ggscale.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyEngineClient;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every single call of a host to its stores and engines go wrong, one run each, before it is made and after, and asks
 * the engine's ledger whether a turn was played twice, lost or left behind.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashPointsTest {
    private static final BiFunction<EngineClient, Failpoints, EngineClient> THROWING =
            (client, failpoints) -> failpoints.wrap(EngineClient.class, client);

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_before_or_after_any_call_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        everyPoint(setting, THROWING, Failpoints::deathAt, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_while_a_turn_call_is_on_its_way_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        everyPoint(setting, THROWING, Failpoints::deathAt, 1);
        everyPoint(setting, THROWING, Failpoints::deathAt, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_backend_that_is_away_at_any_call_or_whose_answer_is_lost_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        everyPoint(setting, THROWING, Failpoints::at, 0);
    }

    @ParameterizedTest
    @EnumSource
    void an_engine_that_is_not_reached_by_any_call_or_not_heard_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        everyPoint(setting, FaultyEngineClient::new, Failpoints::at, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_while_it_restarts_or_patches_an_engine_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        for (Rehearsal.OperatorAction action : List.<Rehearsal.OperatorAction>of(
                (turns, key) -> turns.restart(key, false), (turns, key) -> turns.patch(key, Rehearsal.PATCH))) {
            everyPoint(setting, THROWING, Failpoints::deathAt, 1, action);
            everyPoint(setting, THROWING, Failpoints::at, 1, action);
        }
    }

    private static void everyPoint(
            Setting setting,
            BiFunction<EngineClient, Failpoints, EngineClient> wire,
            IntFunction<Failpoints> fate,
            int lateCalls)
            throws InterruptedException {
        everyPoint(setting, wire, fate, lateCalls, (turns, key) -> {});
    }

    private static void everyPoint(
            Setting setting,
            BiFunction<EngineClient, Failpoints, EngineClient> wire,
            IntFunction<Failpoints> fate,
            int lateCalls,
            Rehearsal.OperatorAction action)
            throws InterruptedException {
        for (int others : List.of(0, 1)) {
            int points = 0;
            Failpoints failpoints;
            do {
                failpoints = fate.apply(++points);
                new Rehearsal(setting, wire).with(action).play(failpoints, lateCalls, others);
            } while (failpoints.hit().isPresent());
            assertThat(points).isGreaterThan(20);
        }
    }
}
