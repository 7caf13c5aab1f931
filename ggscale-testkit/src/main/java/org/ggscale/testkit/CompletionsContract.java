package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;
import static org.ggscale.testkit.Fixtures.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ggscale.core.Page;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Completion;
import org.junit.jupiter.api.Test;

/** Played turns are committed: state, history, events and operation, or nothing. */
public interface CompletionsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_committed_turn_is_the_current_one_and_the_game_runs_on() {
        RuntimeRecord claimed = claimed(EngineCapability.DURABLE_STATE);
        Instant before = Given.now(storage());

        commit(CompletionBuilder.of(claimed)
                .nextGenerationAt(FUTURE)
                .skipNextTick()
                .missed(4)
                .capabilities(EngineCapability.CONDITIONAL_TURN)
                .build());

        RuntimeRecord committed = find(claimed.key());
        assertThat(committed)
                .isEqualTo(claimed.copy()
                        .status(RuntimeStatus.RUNNING)
                        .currentTurn(1)
                        .nextGenerationAt(FUTURE)
                        .skipNextTick(true)
                        .missedTicks(7)
                        .engine(claimed.engine().with(Set.of(EngineCapability.CONDITIONAL_TURN)))
                        .owner(null)
                        .generation(null)
                        .lastFailure(null)
                        .lastObservedAt(CompletionBuilder.PLAYED_AT)
                        .updatedAt(committed.updatedAt())
                        .build());
        assertThat(committed.updatedAt()).isBetween(before, Given.now(storage()));
    }

    @Test
    default void a_turn_without_a_next_time_leaves_the_time_as_it_is() {
        RuntimeRecord claimed = claimed();

        commit(CompletionBuilder.of(claimed).sameTime().build());

        assertThat(find(claimed.key()).nextGenerationAt()).isEqualTo(claimed.nextGenerationAt());
    }

    @Test
    default void a_turn_clears_the_skip_flag_that_it_does_not_set() {
        RuntimeRecord claimed = Given.stored(
                storage(),
                Records.inProgress(newKey(), newOwner())
                        .copy()
                        .skipNextTick(true)
                        .build());

        commit(Records.completion(claimed));

        assertThat(find(claimed.key()).skipNextTick()).isFalse();
    }

    @Test
    default void the_last_turn_finishes_the_game() {
        RuntimeRecord claimed = claimed();

        commit(CompletionBuilder.of(claimed).finished().build());

        RuntimeRecord finished = find(claimed.key());
        assertThat(finished.status()).isEqualTo(RuntimeStatus.FINISHED);
        assertThat(finished.finishedAt()).contains(CompletionBuilder.PLAYED_AT);
        assertThat(finished.nextGenerationAt()).isEmpty();
        assertThat(finished.currentTurn()).isEqualTo(1);
    }

    @Test
    default void a_committed_turn_is_in_the_history() {
        Completion completion = Records.completion(claimed());

        commit(completion);

        assertThat(storage().turns().find(completion.key(), 1)).contains(completion.row());
    }

    @Test
    default void a_committed_turn_leaves_mappings_and_memberships_alone() {
        PlayerMapping mapping = Fixtures.mapping("user-a", "Terra");
        RuntimeRecord claimed = claimed();
        storage().playerMappings().add(claimed.key(), List.of(mapping));

        commit(Records.completion(claimed));

        assertThat(storage().playerMappings().find(claimed.key())).containsExactly(mapping);
        assertThat(storage().memberships().load(claimed.key())).hasSize(1);
    }

    @Test
    default void a_committed_turn_appends_its_events_in_their_order() {
        RuntimeRecord claimed = claimed();
        GameKey key = claimed.key();

        commit(CompletionBuilder.of(claimed)
                .events(snapshot(key, 3), Fixtures.notification(key, 9), snapshot(key, 1), snapshot(key, 2))
                .build());

        assertThat(EventReader.of(storage().runtimeEvents(), key, Channel.LOBBY).awaitEvents(3))
                .containsExactly(snapshot(key, 3), snapshot(key, 1), snapshot(key, 2));
        assertThat(EventReader.of(storage().runtimeEvents(), key, Channel.NOTIFICATIONS)
                        .awaitEvents(1))
                .containsExactly(Fixtures.notification(key, 9));
    }

    @Test
    default void a_committed_turn_writes_its_operation() {
        Completion completion = Records.completion(claimed());
        storage().operationLog().write(Fixtures.operation(completion.key()));

        commit(completion);

        assertThat(storage()
                        .operationLog()
                        .list(completion.key(), Page.Request.first(10))
                        .items())
                .hasSize(2)
                .contains(completion.operation());
    }

    @Test
    default void many_turns_are_committed_at_once_each_with_its_own_state() {
        List<RuntimeRecord> claimed =
                Stream.generate(() -> claimed()).limit(300).toList();
        List<Completion> completions = claimed.stream()
                .map(record -> CompletionBuilder.of(record)
                        .nextGenerationAt(FUTURE.minusSeconds(seconds(record)))
                        .build())
                .toList();

        assertThat(storage().turns().complete(completions))
                .containsExactlyInAnyOrderElementsOf(
                        claimed.stream().map(RuntimeRecord::key).toList());

        assertThat(claimed)
                .allSatisfy(record -> assertThat(find(record.key()).nextGenerationAt())
                        .contains(FUTURE.minusSeconds(seconds(record))));
    }

    @Test
    default void an_empty_batch_commits_nothing() {
        assertThat(storage().turns().complete(List.of())).isEmpty();
    }

    @Test
    default void a_turn_that_is_in_the_history_is_rejected() {
        RuntimeRecord again = sameTurnAgain();

        assertThatThrownBy(() -> storage().turns().complete(List.of(Records.completion(again))))
                .isInstanceOf(RejectedException.class);

        assertThat(find(again.key())).isEqualTo(again);
    }

    @Test
    default void a_batch_with_a_rejected_turn_writes_nothing() {
        RuntimeRecord again = sameTurnAgain();
        RuntimeRecord good = claimed();
        List<Completion> batch = List.of(Records.completion(good), Records.completion(again));

        assertThatThrownBy(() -> storage().turns().complete(batch)).isInstanceOf(RejectedException.class);

        assertThat(find(good.key())).isEqualTo(good);
        assertThat(storage().turns().find(good.key(), 1)).isEmpty();
        assertThat(storage()
                        .operationLog()
                        .list(good.key(), Page.Request.first(10))
                        .items())
                .isEmpty();
        commit(CompletionBuilder.of(good).events(snapshot(good.key(), 99)).build());
        assertThat(EventReader.of(storage().runtimeEvents(), good.key(), Channel.LOBBY)
                        .awaitEvents(1))
                .containsExactly(snapshot(good.key(), 99));
    }

    private RuntimeRecord claimed(EngineCapability... capabilities) {
        RuntimeRecord record = Records.inProgress(newKey(), newOwner());
        return Given.stored(
                storage(),
                record.copy()
                        .missedTicks(3)
                        .engine(record.engine().with(Set.of(capabilities)))
                        .build());
    }

    /** Stores a game whose turn 1 is in the history and, by whatever fault, in progress once more. */
    private RuntimeRecord sameTurnAgain() {
        RuntimeRecord next = Given.played(storage(), claimed());
        RuntimeRecord again = next.next(next.status(), PAST)
                .currentTurn(0)
                .generation(Records.generation(1))
                .build();
        return Given.replaced(storage(), Change.of(next, again));
    }

    private void commit(Completion completion) {
        assertThat(storage().turns().complete(List.of(completion))).containsExactly(completion.key());
    }

    private RuntimeRecord find(GameKey key) {
        return storage().runtimeRecords().find(key).orElseThrow();
    }

    private static long seconds(RuntimeRecord record) {
        return record.key().gameId().value().getLeastSignificantBits() & 0xffff;
    }
}
