package org.ggscale.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.ggscale.bench.chaos.Finding.Invariant;
import org.ggscale.bench.engine.LedgerLine;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final UUID GAME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private final List<Long> executed = turns(1, 5);
    private final List<Long> listed = turns(1, 5);
    private final List<Account.Told> told = new ArrayList<>(
            turns(0, 5).stream().map(turn -> new Account.Told(GAME, turn)).toList());

    @Test
    void every_turn_once_is_clean() {
        assertThat(broken(Optional.empty())).isEmpty();
    }

    @Test
    void a_turn_executed_again_is_doubled() {
        executed.add(5L);
        assertThat(broken(Optional.empty())).containsExactly(Invariant.DOUBLED);
    }

    @Test
    void a_counted_turn_that_was_not_executed_is_lost() {
        executed.remove(3L);
        assertThat(broken(Optional.empty())).containsExactly(Invariant.LOST);
    }

    @Test
    void a_turn_beyond_the_last_one_that_was_claimed_is_one_too_many() {
        executed.add(6L);
        assertThat(broken(Optional.empty())).containsExactly(Invariant.DOUBLED);
    }

    @Test
    void an_executed_turn_that_was_in_flight_at_the_stop_is_fine() {
        executed.add(6L);
        assertThat(broken(Optional.of(6L))).isEmpty();
    }

    @Test
    void a_turn_missing_in_the_history_is_lost() {
        listed.remove(5L);
        assertThat(broken(Optional.empty())).containsExactly(Invariant.LOST);
    }

    @Test
    void a_turn_in_the_history_twice_is_doubled() {
        listed.add(2L);
        assertThat(broken(Optional.empty())).containsExactly(Invariant.DOUBLED);
    }

    @Test
    void a_turn_in_the_history_that_the_game_has_not_reached_is_lost() {
        listed.add(6L);
        assertThat(broken(Optional.of(6L))).containsExactly(Invariant.LOST);
    }

    @Test
    void a_turn_without_event_is_lost() {
        told.remove(new Account.Told(GAME, 4));
        assertThat(broken(Optional.empty())).containsExactly(Invariant.LOST);
    }

    @Test
    void a_registration_without_event_is_lost() {
        told.remove(new Account.Told(GAME, 0));
        assertThat(broken(Optional.empty())).containsExactly(Invariant.LOST);
    }

    @Test
    void events_out_of_order_are_found() {
        told.add(new Account.Told(GAME, 4));
        assertThat(broken(Optional.empty())).containsExactly(Invariant.LOST);
    }

    @Test
    void an_event_of_another_game_is_foreign() {
        told.add(new Account.Told(OTHER, 9));
        assertThat(broken(Optional.empty())).containsExactly(Invariant.FOREIGN);
    }

    @Test
    void a_call_for_another_game_is_foreign() {
        var call = new LedgerLine(LedgerLine.Kind.FOREIGN, GAME, 6, 1, OTHER.toString());
        assertThat(Judge.judge(List.of(call), new Account(GAME, 0, Optional.empty(), List.of(), told)))
                .extracting(Finding::invariant)
                .containsExactly(Invariant.FOREIGN);
    }

    @Test
    void a_game_in_a_ledger_that_is_not_its_own_is_foreign() {
        assertThat(Judge.strangers(List.of(line(OTHER, 1), line(GAME, 1)), Set.of(GAME)))
                .extracting(Finding::game)
                .containsExactly(OTHER);
    }

    private List<Invariant> broken(Optional<Long> pending) {
        List<LedgerLine> ledger =
                executed.stream().map(turn -> line(GAME, turn)).toList();
        return Judge.judge(ledger, new Account(GAME, 5, pending, listed, told)).stream()
                .map(Finding::invariant)
                .toList();
    }

    private static LedgerLine line(UUID game, long turn) {
        return new LedgerLine(LedgerLine.Kind.TURN, game, turn, 1, "");
    }

    private static List<Long> turns(long first, long last) {
        return new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    }
}
