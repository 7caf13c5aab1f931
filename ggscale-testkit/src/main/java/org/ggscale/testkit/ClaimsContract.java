package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.Turns.Claims;
import org.junit.jupiter.api.Test;

/** Due games are claimed, each once. */
public interface ClaimsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_due_game_becomes_a_turn_in_progress_of_the_caller() {
        RuntimeRecord due = Given.stored(
                storage(),
                Records.due(newKey())
                        .copy()
                        .currentTurn(41)
                        .missedTicks(5)
                        .lastFailure(new Failure(FailureCode.COMMIT_REFUSED, "once", PAST))
                        .build());
        OwnerId owner = newOwner();

        Claims claims = storage().turns().claimDue(owner, NODE, 10);

        assertThat(claims.claimed())
                .containsExactly(due.next(RuntimeStatus.GENERATION_IN_PROGRESS, claims.now())
                        .owner(owner)
                        .generation(new Generation(42, 1, Trigger.SCHEDULE, PAST, claims.now()))
                        .build());
        assertThat(storage().runtimeRecords().find(due.key()))
                .contains(claims.claimed().get(0));
    }

    @Test
    default void a_claim_tells_the_stores_time() {
        Instant before = Given.now(storage());
        Instant now = claim(10).now();
        Instant after = Given.now(storage());

        assertThat(now).isBetween(before, after);
    }

    @Test
    default void a_game_is_claimed_from_its_due_time_on() {
        Instant now = Given.now(storage());
        RuntimeRecord due = Given.stored(storage(), Records.running(newKey(), now));
        Given.stored(storage(), Records.running(newKey(), now.plusSeconds(3_600)));
        Given.stored(storage(), Records.running(newKey(), FUTURE));

        assertThat(claimedKeys(claim(10))).containsExactly(due.key());
    }

    @Test
    default void a_game_without_a_next_time_is_not_claimed() {
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));
        Given.stored(
                storage(), Records.due(newKey()).copy().nextGenerationAt(null).build());

        assertThat(claimedKeys(claim(10))).containsExactly(due.key());
    }

    @Test
    default void only_running_games_are_claimed() {
        for (RuntimeStatus status : RuntimeStatus.values()) {
            Given.stored(storage(), Records.due(newKey()).copy().status(status).build());
        }

        assertThat(claim(10).claimed()).hasSize(1);
    }

    @Test
    default void a_paused_game_is_neither_claimed_nor_skipped() {
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));
        Given.stored(storage(), Records.due(newKey()).copy().paused(true).build());
        Given.stored(storage(), skipping(PAST).copy().paused(true).build());

        Claims claims = claim(10);

        assertThat(claimedKeys(claims)).containsExactly(due.key());
        assertThat(claims.skipping()).isEmpty();
    }

    @Test
    default void a_game_of_another_node_is_left_to_it() {
        GameKey key = newKey();
        Given.stored(storage(), Records.on(Records.managedBy(OTHER_NODE, key), Records.due(key)));

        assertThat(claim(10).claimed()).isEmpty();
        assertThat(claimedKeys(storage().turns().claimDue(newOwner(), OTHER_NODE, 10)))
                .containsExactly(key);
    }

    @Test
    default void an_external_game_is_claimed_by_any_node() {
        RuntimeRecord external = Given.stored(storage(), Records.on(Records.external(), Records.due(newKey())));

        assertThat(claimedKeys(claim(10))).containsExactly(external.key());
    }

    @Test
    default void games_of_all_tenants_are_claimed() {
        RuntimeRecord here = Given.stored(storage(), Records.due(newKey()));
        RuntimeRecord there = Given.stored(storage(), Records.due(elsewhere(here.key())));

        assertThat(claimedKeys(claim(10))).containsExactlyInAnyOrder(here.key(), there.key());
    }

    @Test
    default void the_longest_due_are_claimed_first() {
        List<GameKey> byDueTime = new ArrayList<>();
        for (int seconds : new int[] {30, 10, 0, 40, 20}) {
            GameKey key = newKey();
            RuntimeRecord due = Records.running(key, PAST.plusSeconds(seconds));
            Given.stored(storage(), seconds % 20 == 0 ? due : Records.on(Records.external(), due));
            byDueTime.add(key);
        }

        assertThat(claimedKeys(claim(3))).containsExactly(byDueTime.get(2), byDueTime.get(1), byDueTime.get(4));
        assertThat(claimedKeys(claim(3))).containsExactly(byDueTime.get(0), byDueTime.get(3));
    }

    @Test
    default void a_claimed_game_is_not_claimed_again() {
        Given.stored(storage(), Records.due(newKey()));

        assertThat(claim(10).claimed()).hasSize(1);
        assertThat(claim(10).claimed()).isEmpty();
    }

    @Test
    default void a_due_game_with_the_skip_flag_is_returned_as_it_is() {
        RuntimeRecord skipping = Given.stored(storage(), skipping(PAST));
        RuntimeRecord later = Given.stored(storage(), skipping(FUTURE));

        Claims claims = claim(10);

        assertThat(claims.claimed()).isEmpty();
        assertThat(claims.skipping()).containsExactly(skipping);
        assertThat(storage().runtimeRecords().find(skipping.key())).contains(skipping);
        assertThat(storage().runtimeRecords().find(later.key())).contains(later);
    }

    @Test
    default void claimed_and_skipping_games_share_the_limit() {
        RuntimeRecord first = Given.stored(storage(), skipping(PAST));
        RuntimeRecord second = Given.stored(storage(), Records.running(newKey(), PAST.plusSeconds(1)));
        Given.stored(storage(), skipping(PAST.plusSeconds(2)));
        Given.stored(storage(), Records.running(newKey(), PAST.plusSeconds(3)));

        Claims claims = claim(2);

        assertThat(claims.skipping()).containsExactly(first);
        assertThat(claimedKeys(claims)).containsExactly(second.key());
    }

    @Test
    default void a_claim_sees_what_a_game_has_become() {
        RuntimeRecord neighbour = Given.stored(storage(), Records.running(newKey(), FUTURE));
        RuntimeRecord game = Given.stored(storage(), Records.starting(newKey(), newOwner()));
        RuntimeRecord due =
                become(game, next -> next.status(RuntimeStatus.RUNNING).nextGenerationAt(PAST));
        RuntimeRecord stopped =
                become(due, next -> next.status(RuntimeStatus.STOPPED).nextGenerationAt(null));
        assertThat(claim(10).claimed()).isEmpty();
        RuntimeRecord later =
                become(stopped, next -> next.status(RuntimeStatus.RUNNING).nextGenerationAt(FUTURE));
        assertThat(claim(10).claimed()).isEmpty();

        become(later, next -> next.nextGenerationAt(PAST));

        assertThat(claimedKeys(claim(10))).containsExactly(game.key());
        assertThat(storage().runtimeRecords().remove(neighbour)).isTrue();
        assertThat(claim(10).nextDue()).isEmpty();
    }

    @Test
    default void of_many_claimers_none_gets_a_game_that_another_has() {
        List<GameKey> due = Stream.generate(
                        () -> Given.stored(storage(), Records.due(newKey())).key())
                .limit(200)
                .toList();

        List<List<GameKey>> claimed = Crowd.of(number -> claimAll());

        assertThat(claimed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(due);
        assertThat(due)
                .allSatisfy(key -> assertThat(storage().runtimeRecords().find(key))
                        .hasValueSatisfying(record -> assertThat(record.epoch())
                                .isEqualTo(Records.due(key).epoch() + 1)));
    }

    private RuntimeRecord become(RuntimeRecord record, UnaryOperator<RuntimeRecordBuilder> change) {
        RuntimeRecord next = change.apply(record.next(record.status(), PAST)).build();
        return Given.replaced(storage(), Change.of(record, next));
    }

    private List<GameKey> claimAll() {
        List<GameKey> all = new ArrayList<>();
        List<GameKey> claimed;
        do {
            claimed = claimedKeys(claim(7));
            all.addAll(claimed);
        } while (!claimed.isEmpty() && all.size() < 1_000);
        return all;
    }

    private Claims claim(int limit) {
        return storage().turns().claimDue(newOwner(), NODE, limit);
    }

    private static List<GameKey> claimedKeys(Claims claims) {
        return claims.claimed().stream().map(RuntimeRecord::key).toList();
    }

    private static RuntimeRecord skipping(Instant due) {
        return Records.running(newKey(), due).copy().skipNextTick(true).build();
    }
}
