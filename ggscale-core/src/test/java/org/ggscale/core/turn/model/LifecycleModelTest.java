package org.ggscale.core.turn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.CONDITIONAL;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.EPOCH_ALONE;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.FAILOVER;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.NEW_ADDRESS;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.PRECHECK;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.PROBE;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.RECONCILE_UNREACHABLE;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.RELEASE_IN_DOUBT;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.RELEASE_UNSENT;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.RESTART;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.RESTART_ELSEWHERE;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.SILENT_STOP;
import static org.ggscale.core.turn.model.LifecycleModel.Rule.STOP;

import org.ggscale.core.turn.model.Model.Fault;
import org.junit.jupiter.api.Test;

class LifecycleModelTest {
    @Test
    void a_plain_engine_that_answers_again_may_not_go_straight_back_to_running() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(2_569);
    }

    @Test
    void a_plain_engine_that_answers_again_is_clean_when_a_pending_target_is_reconciled() {
        var verdict = Search.exhaust(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(48_357);
    }

    @Test
    void a_conditional_engine_that_answers_again_may_go_straight_back_to_running() {
        var verdict = Search.exhaust(LifecycleModel.of(CONDITIONAL));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(56_779);
    }

    @Test
    void a_plain_engine_stopped_in_a_turn_may_not_be_restarted_at_the_same_address() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, STOP));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(4_119);
    }

    @Test
    void a_plain_engine_stopped_in_a_turn_is_clean_when_restarted_at_a_new_address() {
        var verdict = Search.exhaust(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, STOP, RESTART_ELSEWHERE));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(250_877);
    }

    @Test
    void a_conditional_engine_may_be_restarted_at_the_same_address() {
        var verdict = Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, STOP));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(281_659);
    }

    @Test
    void a_stop_that_does_not_raise_the_epoch_is_undone_by_a_commit_that_compares_the_epoch_alone() {
        var verdict =
                Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, STOP, SILENT_STOP, EPOCH_ALONE));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.RESURRECT);
        assertThat(verdict.states()).isEqualTo(292_403);
    }

    @Test
    void a_commit_may_compare_the_epoch_alone_when_a_stop_raises_it() {
        var verdict = Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, STOP, EPOCH_ALONE));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(281_659);
    }

    @Test
    void a_failover_that_loses_the_claim_doubles_the_turn_of_a_plain_engine() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, FAILOVER));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(2_024);
    }

    @Test
    void a_failover_that_loses_the_claim_is_clean_with_a_conditional_engine() {
        var verdict = Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, FAILOVER));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(159_971);
    }

    @Test
    void a_failover_doubles_the_turn_of_a_plain_engine_even_when_the_status_is_asked_before_every_call() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, FAILOVER, PRECHECK));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(2_039);
    }

    @Test
    void a_plain_engine_may_be_restarted_at_a_new_address_whatever_is_pending() {
        assertThat(Search.exhaust(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, RESTART_ELSEWHERE, RESTART))
                        .traces())
                .isEmpty();
    }

    @Test
    void a_plain_engine_restarted_at_the_same_address_may_not_be_called_again() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, RESTART));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
    }

    @Test
    void a_conditional_engine_may_be_restarted_at_the_same_address_whatever_is_pending() {
        assertThat(Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, RESTART))
                        .traces())
                .isEmpty();
    }

    @Test
    void a_claim_that_was_never_sent_may_go_back() {
        assertThat(Search.exhaust(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, RELEASE_UNSENT))
                        .traces())
                .isEmpty();
        assertThat(Search.exhaust(LifecycleModel.of(CONDITIONAL, RECONCILE_UNREACHABLE, RELEASE_UNSENT))
                        .traces())
                .isEmpty();
    }

    @Test
    void a_claim_may_not_go_back_once_it_was_sent() {
        var verdict = Search.untilFault(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, RELEASE_IN_DOUBT));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
    }

    @Test
    void a_probe_may_write_the_health_of_a_game_that_nobody_works_on() {
        assertThat(Search.exhaust(LifecycleModel.of(NEW_ADDRESS, RECONCILE_UNREACHABLE, PROBE))
                        .traces())
                .isEmpty();
    }
}
