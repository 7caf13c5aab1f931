package org.ggscale.core.turn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.turn.model.TurnModel.Rule.BLIND_FENCE;
import static org.ggscale.core.turn.model.TurnModel.Rule.CONDITIONAL;
import static org.ggscale.core.turn.model.TurnModel.Rule.EPOCH_GUARD;
import static org.ggscale.core.turn.model.TurnModel.Rule.FENCE;
import static org.ggscale.core.turn.model.TurnModel.Rule.LEASE;
import static org.ggscale.core.turn.model.TurnModel.Rule.NEW_ADDRESS;
import static org.ggscale.core.turn.model.TurnModel.Rule.RECHECK;
import static org.ggscale.core.turn.model.TurnModel.Rule.RESET;
import static org.ggscale.core.turn.model.TurnModel.Rule.STATUS_FIRST;
import static org.ggscale.core.turn.model.TurnModel.Rule.TAKEOVER;

import org.ggscale.core.turn.model.Model.Fault;
import org.junit.jupiter.api.Test;

class TurnModelTest {
    @Test
    void without_recovery_a_turn_sticks() {
        var verdict = Search.exhaust(TurnModel.of());

        assertThat(verdict.traces()).containsOnlyKeys(Fault.STUCK);
        assertThat(verdict.states()).isEqualTo(312);
    }

    @Test
    void putting_a_turn_back_and_ticking_again_doubles_it() {
        var verdict = Search.exhaust(TurnModel.of(RESET));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(7_254);
    }

    @Test
    void taking_a_turn_over_and_calling_again_doubles_it() {
        var verdict = Search.untilFault(TurnModel.of(TAKEOVER, LEASE, EPOCH_GUARD));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
    }

    @Test
    void asking_for_the_status_before_calling_again_still_doubles_it() {
        var verdict = Search.untilFault(TurnModel.of(TAKEOVER, LEASE, STATUS_FIRST, EPOCH_GUARD, RECHECK));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
    }

    @Test
    void restarting_the_engine_at_the_same_address_still_doubles_it() {
        var verdict = Search.exhaust(TurnModel.of(TAKEOVER, LEASE, STATUS_FIRST, FENCE, EPOCH_GUARD, RECHECK));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.DOUBLE);
        assertThat(verdict.states()).isEqualTo(61_790);
    }

    @Test
    void restarting_the_engine_is_clean_only_once_the_owner_is_certainly_dead() {
        var verdict = Search.exhaust(TurnModel.of(TAKEOVER, STATUS_FIRST, FENCE, EPOCH_GUARD, RECHECK));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(1_752);
    }

    @Test
    void a_conditional_engine_is_clean_whenever_the_lease_ends() {
        var verdict = Search.exhaust(TurnModel.of(TAKEOVER, LEASE, STATUS_FIRST, CONDITIONAL, EPOCH_GUARD));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(497_688);
    }

    @Test
    void a_plain_engine_recreated_at_a_new_address_is_clean() {
        var verdict =
                Search.exhaust(TurnModel.of(TAKEOVER, LEASE, STATUS_FIRST, FENCE, NEW_ADDRESS, EPOCH_GUARD, RECHECK));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(123_828);
    }

    @Test
    void a_new_address_is_clean_even_when_the_fence_does_not_look_at_the_epoch() {
        var verdict = Search.exhaust(
                TurnModel.of(TAKEOVER, LEASE, STATUS_FIRST, FENCE, NEW_ADDRESS, BLIND_FENCE, EPOCH_GUARD, RECHECK));

        assertThat(verdict.traces()).isEmpty();
        assertThat(verdict.states()).isEqualTo(122_470);
    }

    @Test
    void a_conditional_engine_without_an_epoch_at_the_commit_loses_a_turn() {
        var verdict = Search.exhaust(TurnModel.of(TAKEOVER, LEASE, CONDITIONAL));

        assertThat(verdict.traces()).containsOnlyKeys(Fault.LOST);
        assertThat(verdict.states()).isEqualTo(598_353);
    }
}
