package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.newKey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Turns.Skip;
import org.junit.jupiter.api.Test;

/** A tick is used up without a turn. */
public interface SkipsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_skip_clears_the_flag_and_sets_the_next_time_one_epoch_later() {
        RuntimeRecord record = skipping();
        Instant before = Given.now(storage());

        skip(new Skip(record.key(), record.epoch(), Optional.of(FUTURE), 7));

        RuntimeRecord skipped = find(record.key());
        assertThat(skipped)
                .isEqualTo(record.next(record.status(), skipped.updatedAt())
                        .skipNextTick(false)
                        .nextGenerationAt(FUTURE)
                        .missedTicks(10)
                        .build());
        assertThat(skipped.updatedAt()).isBetween(before, Given.now(storage()));
    }

    @Test
    default void a_skip_may_leave_no_next_time() {
        RuntimeRecord record = skipping();

        skip(new Skip(record.key(), record.epoch(), Optional.empty(), 0));

        assertThat(find(record.key()).skipNextTick()).isFalse();
        assertThat(find(record.key()).nextGenerationAt()).isEmpty();
    }

    @Test
    default void a_skip_leaves_a_game_alone_that_has_moved_on() {
        RuntimeRecord moved = skipping();
        RuntimeRecord current = Given.event(storage(), moved);
        RuntimeRecord other = skipping();

        skip(
                new Skip(moved.key(), moved.epoch(), Optional.of(FUTURE), 1),
                new Skip(newKey(), 1, Optional.of(FUTURE), 1),
                new Skip(other.key(), other.epoch(), Optional.of(FUTURE), 1));

        assertThat(find(moved.key())).isEqualTo(current);
        assertThat(find(other.key()).nextGenerationAt()).contains(FUTURE);
    }

    @Test
    default void a_skip_touches_the_game_of_its_tenant_alone() {
        RuntimeRecord here = skipping();
        RuntimeRecord there = Given.stored(
                storage(),
                Records.due(elsewhere(here.key())).copy().skipNextTick(true).build());

        skip(new Skip(there.key(), there.epoch(), Optional.of(FUTURE), 1));

        assertThat(find(here.key())).isEqualTo(here);
        assertThat(find(there.key()).skipNextTick()).isFalse();
    }

    private RuntimeRecord skipping() {
        return Given.stored(
                storage(),
                Records.due(newKey()).copy().skipNextTick(true).missedTicks(3).build());
    }

    private void skip(Skip... skips) {
        storage().turns().skip(List.of(skips));
    }

    private RuntimeRecord find(GameKey key) {
        return storage().runtimeRecords().find(key).orElseThrow();
    }
}
