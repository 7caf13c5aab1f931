package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.newKey;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.time.Duration;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.Storage.Beat;
import org.ggscale.core.Storage.Pulse;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.junit.jupiter.api.Test;

/** What every {@link Storage} keeps as a whole; each of its stores has a contract of its own. */
public interface StorageContract {
    /** Returns the stores under test: usable, empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void nothing_stands_in_the_way_of_a_usable_backend() {
        assertThat(storage().check()).isEmpty();
    }

    @Test
    default void a_pulse_keeps_its_owner_alive_and_claims_what_is_due() {
        OwnerId owner = Given.livingOwner(storage());
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));

        Pulse.Alive pulse =
                (Pulse.Alive) storage().pulse(new Beat(owner, NODE, 10, Duration.ofHours(2), Optional.empty()));

        assertThat(pulse.claims().claimed())
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.key()).isEqualTo(due.key()))
                .satisfies(claimed -> assertThat(claimed.owner()).contains(owner));
        assertThat(storage().hosts().renew(owner, Duration.ZERO)).isInstanceOf(Hosts.Renewal.Renewed.class);
    }

    @Test
    default void a_pulse_tells_whose_memberships_have_changed_since_those_that_were_seen() {
        OwnerId owner = Given.livingOwner(storage());
        GameKey changed = Fixtures.newKey();
        String seen = pulse(owner, Optional.empty()).changes().cursor();

        storage().memberships().announce(changed);

        Pulse.Alive pulse = pulse(owner, Optional.of(seen));
        assertThat(pulse.changes().games()).containsExactly(changed);
        assertThat(pulse(owner, Optional.of(pulse.changes().cursor())).changes().games())
                .isEmpty();
    }

    private Pulse.Alive pulse(OwnerId owner, Optional<String> seen) {
        return (Pulse.Alive) storage().pulse(new Beat(owner, NODE, 10, Duration.ofHours(1), seen));
    }

    @Test
    default void a_pulse_of_a_dead_owner_claims_nothing() {
        OwnerId dead = Given.deadOwner(storage());
        RuntimeRecord due = Given.stored(storage(), Records.due(newKey()));

        assertThat(storage().pulse(new Beat(dead, NODE, 10, Duration.ofHours(1), Optional.empty())))
                .isEqualTo(new Pulse.Expired());
        assertThat(storage().pulse(new Beat(newOwner(), NODE, 10, Duration.ofHours(1), Optional.empty())))
                .isEqualTo(new Pulse.Expired());

        assertThat(storage().runtimeRecords().find(due.key())).contains(due);
    }

    @Test
    default void a_pulse_tells_that_work_may_be_abandoned() {
        OwnerId owner = Given.livingOwner(storage());
        Given.stored(storage(), Records.unreachable(newKey()));

        assertThat(storage().pulse(new Beat(owner, NODE, 10, Duration.ofHours(1), Optional.empty())))
                .isInstanceOfSatisfying(
                        Pulse.Alive.class,
                        pulse -> assertThat(pulse.unsettled()).isTrue());
    }

    @Test
    default void closing_once_more_does_no_harm() {
        Storage storage = storage();
        storage.close();

        assertThatCode(storage::close).doesNotThrowAnyException();
    }
}
