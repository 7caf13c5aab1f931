package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.NODE;
import static org.ggscale.testkit.Fixtures.OTHER_NODE;
import static org.ggscale.testkit.Fixtures.newOwner;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.Storage;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.Hosts.Renewal;
import org.ggscale.core.runtime.OwnerId;
import org.junit.jupiter.api.Test;

/** What every {@link Hosts} keeps. */
public interface HostsContract {
    /** A life that does not end during a test. */
    Duration LONG = Duration.ofHours(1);

    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void an_owner_that_lives_is_renewed() {
        OwnerId owner = enlisted(LONG);

        assertThat(hosts().renew(owner, LONG)).isInstanceOf(Renewal.Renewed.class);
        assertThat(hosts().renew(owner, LONG)).isInstanceOf(Renewal.Renewed.class);
    }

    @Test
    default void an_owner_whose_life_has_ended_is_never_renewed() {
        OwnerId owner = enlisted(Duration.ZERO);

        assertThat(hosts().renew(owner, LONG)).isEqualTo(new Renewal.Expired());
        assertThat(hosts().renew(owner, LONG)).isEqualTo(new Renewal.Expired());
    }

    @Test
    default void a_renewed_life_is_counted_from_the_renewal() {
        OwnerId owner = enlisted(LONG);

        assertThat(hosts().renew(owner, Duration.ZERO)).isInstanceOf(Renewal.Renewed.class);

        assertThat(hosts().renew(owner, LONG)).isEqualTo(new Renewal.Expired());
    }

    @Test
    default void an_unknown_owner_is_not_renewed() {
        enlisted(LONG);
        OwnerId unknown = newOwner();

        assertThat(hosts().renew(unknown, LONG)).isEqualTo(new Renewal.Expired());
        assertThat(hosts().renew(unknown, LONG)).isEqualTo(new Renewal.Expired());
    }

    @Test
    default void a_retired_owner_is_not_renewed() {
        OwnerId owner = enlisted(LONG);

        hosts().retire(owner);
        hosts().retire(owner);

        assertThat(hosts().renew(owner, LONG)).isEqualTo(new Renewal.Expired());
    }

    @Test
    default void owners_of_one_node_live_their_own_lives() {
        OwnerId first = enlisted(LONG);
        OwnerId second = enlisted(LONG);
        OwnerId third = newOwner();
        hosts().enlist(third, OTHER_NODE, LONG);

        hosts().retire(first);

        assertThat(hosts().renew(second, LONG)).isInstanceOf(Renewal.Renewed.class);
        assertThat(hosts().renew(third, LONG)).isInstanceOf(Renewal.Renewed.class);
    }

    @Test
    default void the_stores_time_does_not_go_back() {
        OwnerId owner = newOwner();
        Instant enlisted = hosts().enlist(owner, NODE, LONG);

        assertThat(hosts().renew(owner, LONG))
                .isInstanceOfSatisfying(
                        Renewal.Renewed.class,
                        renewed ->
                                assertThat(renewed.now()).isBetween(enlisted, hosts().enlist(newOwner(), NODE, LONG)));
    }

    private Hosts hosts() {
        return storage().hosts();
    }

    private OwnerId enlisted(Duration life) {
        OwnerId owner = newOwner();
        hosts().enlist(owner, NODE, life);
        return owner;
    }
}
