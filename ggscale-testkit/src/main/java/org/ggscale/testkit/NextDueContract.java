package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.FUTURE;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.PAST;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Turns.Claims;
import org.junit.jupiter.api.Test;

/** A claim tells when the next one is worth while. */
public interface NextDueContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void the_next_due_time_is_the_earliest_that_can_be_claimed() {
        GameKey foreign = newKey();
        Given.stored(storage(), Records.on(Records.external(), Records.running(newKey(), FUTURE)));
        Given.stored(storage(), Records.running(newKey(), FUTURE.plusSeconds(1)));
        Given.stored(storage(), paused(Records.running(newKey(), FUTURE.minusSeconds(1))));
        Given.stored(storage(), stopped(Records.running(newKey(), FUTURE.minusSeconds(2))));
        Given.stored(
                storage(),
                Records.on(Records.managedBy(OTHER_NODE, foreign), Records.running(foreign, FUTURE.minusSeconds(3))));

        assertThat(claim(10).nextDue()).contains(FUTURE);
    }

    @Test
    default void the_next_due_time_is_that_of_games_beyond_the_limit() {
        Given.stored(storage(), Records.due(newKey()));
        Given.stored(storage(), Records.running(newKey(), PAST.plusSeconds(1)));

        assertThat(claim(1).nextDue()).contains(PAST.plusSeconds(1));
    }

    @Test
    default void the_next_due_time_leaves_out_what_was_returned() {
        Given.stored(storage(), Records.due(newKey()));
        Given.stored(storage(), Records.due(newKey()).copy().skipNextTick(true).build());

        assertThat(claim(10).nextDue()).isEmpty();
    }

    private Claims claim(int limit) {
        return storage().turns().claimDue(newOwner(), NODE, limit);
    }

    private static RuntimeRecord paused(RuntimeRecord record) {
        return record.copy().paused(true).build();
    }

    private static RuntimeRecord stopped(RuntimeRecord record) {
        return record.copy().status(RuntimeStatus.STOPPED).build();
    }
}
