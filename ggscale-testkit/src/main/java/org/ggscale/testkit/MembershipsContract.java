package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.mapping;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.List;
import java.util.Map;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.RuntimeRecord;
import org.junit.jupiter.api.Test;

/** What the built-in {@link Memberships} keep. */
public interface MembershipsContract extends MembershipChangesContract {
    @Test
    default void members_are_active_from_registration_on_in_its_order() {
        PlayerMapping first = mapping("user-b", "Terra");
        PlayerMapping second = mapping("user-a", "Luna");
        PlayerMapping third = mapping("user-c", "Ares");
        GameKey key = Given.withMembers(storage(), first, second, third).key();

        assertThat(load(key)).containsExactly(active(first), active(second), active(third));
    }

    @Test
    default void an_unknown_game_has_no_members() {
        Given.withMembers(storage(), mapping("user-a", "Terra"));

        assertThat(load(newKey())).isEmpty();
    }

    @Test
    default void a_game_has_none_of_another_games_members() {
        PlayerMapping first = mapping("user-a", "Terra");
        PlayerMapping second = mapping("user-b", "Terra");
        GameKey one = Given.withMembers(storage(), first).key();
        GameKey two = Given.withMembers(storage(), second).key();

        assertThat(load(one)).containsExactly(active(first));
        assertThat(load(two)).containsExactly(active(second));
    }

    @Test
    default void another_tenants_game_has_none_of_them() {
        PlayerMapping mapping = mapping("user-a", "Terra");
        GameKey here = Given.withMembers(storage(), mapping).key();
        GameKey there = Given.stored(storage(), Records.due(elsewhere(here))).key();

        assertThat(load(there)).isEmpty();
        assertThat(load(here)).containsExactly(active(mapping));
    }

    @Test
    default void members_are_gone_with_their_game() {
        RuntimeRecord record = Given.withMembers(storage(), mapping("user-a", "Terra"));
        RuntimeRecord other = Given.withMembers(storage(), mapping("user-a", "Terra"));

        storage().runtimeRecords().remove(record);

        assertThat(load(record.key())).isEmpty();
        assertThat(load(other.key())).hasSize(1);
    }

    @Test
    default void the_members_of_many_games_are_loaded_at_once() {
        PlayerMapping first = mapping("user-b", "Terra");
        PlayerMapping second = mapping("user-a", "Luna");
        GameKey here = Given.withMembers(storage(), first, second).key();
        GameKey there = Given.stored(storage(), Records.due(elsewhere(here))).key();
        storage().playerMappings().add(there, List.of(first));
        Given.withMembers(storage(), second);

        assertThat(storage().memberships().load(List.of(there, newKey(), here)))
                .isEqualTo(Map.of(here, List.of(active(first), active(second)), there, List.of(active(first))));
        assertThat(storage().memberships().load(List.of())).isEmpty();
    }

    private List<Membership> load(GameKey key) {
        return storage().memberships().load(key);
    }

    private static Membership active(PlayerMapping mapping) {
        return new Membership(mapping.member(), Membership.Status.ACTIVE);
    }
}
