package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;
import static org.ggscale.testkit.Fixtures.snapshot;

import java.util.List;
import java.util.Set;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Completion;
import org.junit.jupiter.api.Test;

/** Whoever lost a game cannot commit its turn any more. */
public interface FencingContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_turn_of_an_earlier_epoch_is_fenced() {
        RuntimeRecord old = Given.inProgress(storage());
        RuntimeRecord current = Given.event(storage(), old);

        assertFenced(CompletionBuilder.of(old).build(), current);
    }

    @Test
    default void a_turn_of_a_later_epoch_is_fenced() {
        RuntimeRecord current = Given.inProgress(storage());

        assertFenced(CompletionBuilder.of(current).epoch(current.epoch() + 1).build(), current);
    }

    @Test
    default void a_turn_of_another_owner_is_fenced() {
        RuntimeRecord current = Given.inProgress(storage());

        assertFenced(CompletionBuilder.of(current).owner(newOwner()).build(), current);
    }

    @Test
    default void a_turn_of_a_game_that_nobody_owns_is_fenced() {
        RuntimeRecord current = Given.stored(
                storage(),
                Records.inProgress(newKey(), newOwner()).copy().owner(null).build());
        RuntimeRecord owned = current.copy().owner(newOwner()).build();

        assertFenced(CompletionBuilder.of(owned).build(), current);
    }

    @Test
    default void a_turn_of_a_stopped_game_is_fenced() {
        RuntimeRecord claimed = Given.inProgress(storage());
        RuntimeRecord stopped =
                claimed.next(RuntimeStatus.STOPPED, PAST).owner(null).build();
        Given.replaced(storage(), Change.of(claimed, stopped));

        assertFenced(CompletionBuilder.of(claimed).build(), stopped);
    }

    @Test
    default void a_turn_of_an_unknown_game_is_fenced() {
        RuntimeRecord unknown = Records.inProgress(newKey(), newOwner());

        assertThat(complete(Records.completion(unknown))).isEmpty();
        assertThat(storage().turns().find(unknown.key(), 1)).isEmpty();
    }

    @Test
    default void a_turn_of_another_tenants_game_is_fenced() {
        RuntimeRecord here = Given.inProgress(storage());
        RuntimeRecord there =
                Records.inProgress(elsewhere(here.key()), here.owner().orElseThrow());

        assertThat(complete(Records.completion(there))).isEmpty();
        assertThat(storage().runtimeRecords().find(here.key())).contains(here);
    }

    @Test
    default void a_committed_turn_is_not_committed_again() {
        RuntimeRecord claimed = Given.inProgress(storage());
        Completion completion = Records.completion(claimed);

        assertThat(complete(completion)).containsExactly(claimed.key());
        assertThat(complete(completion)).isEmpty();
    }

    @Test
    default void a_fenced_turn_writes_neither_history_nor_events_nor_operation() {
        RuntimeRecord old = Given.inProgress(storage());
        GameKey key = old.key();
        RuntimeRecord current = Given.event(storage(), old);

        complete(CompletionBuilder.of(old).events(snapshot(key, 1)).build());
        Given.event(storage(), current, snapshot(key, 2));

        assertThat(storage().turns().find(key, 1)).isEmpty();
        assertThat(storage().turns().history(key, Page.Request.first(10)).items())
                .isEmpty();
        assertThat(storage().operationLog().list(key, Page.Request.first(10)).items())
                .isEmpty();
        assertThat(EventReader.of(storage().runtimeEvents(), key, Channel.LOBBY).awaitEvents(1))
                .containsExactly(snapshot(key, 2));
    }

    @Test
    default void a_fenced_turn_does_not_hold_up_the_others() {
        RuntimeRecord good = Given.inProgress(storage());
        RuntimeRecord lost = Given.inProgress(storage());
        RuntimeRecord current = Given.event(storage(), lost);

        assertThat(complete(Records.completion(lost), Records.completion(good))).containsExactly(good.key());

        assertThat(Given.statusOf(storage(), good.key())).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(storage().runtimeRecords().find(lost.key())).contains(current);
    }

    @Test
    default void of_many_commits_of_one_turn_at_once_one_wins() {
        RuntimeRecord claimed = Given.inProgress(storage());

        List<Set<GameKey>> commits = Crowd.of(number -> complete(CompletionBuilder.of(claimed)
                .events(snapshot(claimed.key(), number))
                .build()));

        assertThat(commits).filteredOn(Set.of(claimed.key())::equals).hasSize(1);
        assertThat(commits).filteredOn(Set::isEmpty).hasSize(commits.size() - 1);
        assertThat(EventReader.of(storage().runtimeEvents(), claimed.key(), Channel.LOBBY)
                        .awaitEvents(1))
                .hasSize(1);
    }

    private void assertFenced(Completion completion, RuntimeRecord current) {
        assertThat(complete(completion)).isEmpty();
        assertThat(storage().runtimeRecords().find(current.key())).contains(current);
    }

    private Set<GameKey> complete(Completion... completions) {
        return storage().turns().complete(List.of(completions));
    }
}
