package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.mapping;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Membership.Status;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.play.Memberships.Changes;
import org.ggscale.core.runtime.PlayerMapping;
import org.junit.jupiter.api.Test;

/** Memberships are changed one by one, and every reader learns which games have changed. */
public interface MembershipChangesContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void a_member_has_the_status_that_was_set_and_the_others_stay() {
        PlayerMapping first = mapping("user-b", "Terra");
        PlayerMapping second = mapping("user-a", "Luna");
        GameKey key = Given.withMembers(storage(), first, second).key();

        for (Status status : List.of(Status.REMOVED, Status.BLOCKED, Status.BLOCKED, Status.ACTIVE)) {
            Membership changed = new Membership(first.member(), status);

            assertThat(memberships().set(key, first.member().userId(), status)).contains(changed);

            assertThat(memberships().load(key))
                    .containsExactly(changed, new Membership(second.member(), Status.ACTIVE));
        }
    }

    @Test
    default void a_member_that_there_is_not_is_not_made() {
        PlayerMapping mapping = mapping("user-a", "Terra");
        GameKey key = Given.withMembers(storage(), mapping).key();
        String cursor = cursor();

        assertThat(memberships().set(key, new UserId("user-A"), Status.REMOVED)).isEmpty();
        assertThat(memberships().set(newKey(), mapping.member().userId(), Status.REMOVED))
                .isEmpty();

        assertThat(memberships().load(key)).containsExactly(new Membership(mapping.member(), Status.ACTIVE));
        assertThat(since(cursor).games()).isEmpty();
    }

    @Test
    default void a_status_is_set_in_the_game_of_its_tenant_alone() {
        PlayerMapping mapping = mapping("user-a", "Terra");
        GameKey here = Given.withMembers(storage(), mapping).key();
        GameKey there = Given.stored(storage(), Records.due(elsewhere(here))).key();
        storage().playerMappings().add(there, List.of(mapping));

        memberships().set(there, mapping.member().userId(), Status.BLOCKED);

        assertThat(memberships().load(here)).containsExactly(new Membership(mapping.member(), Status.ACTIVE));
        assertThat(memberships().load(there)).containsExactly(new Membership(mapping.member(), Status.BLOCKED));
    }

    @Test
    default void a_first_look_finds_nothing() {
        memberships().announce(newKey());

        assertThat(memberships().changes(Optional.empty()).games()).isEmpty();
    }

    @Test
    default void a_change_is_found_by_the_next_look_and_by_no_later_one() {
        PlayerMapping mapping = mapping("user-a", "Terra");
        GameKey key = Given.withMembers(storage(), mapping).key();
        Given.withMembers(storage(), mapping);
        String cursor = cursor();

        memberships().set(key, mapping.member().userId(), Status.BLOCKED);

        Changes changes = since(cursor);
        assertThat(changes.games()).containsExactly(key);
        assertThat(since(changes.cursor()).games()).isEmpty();
    }

    @Test
    default void announcements_are_found_of_every_tenant_and_of_games_that_nobody_knows() {
        GameKey here = newKey();
        GameKey there = elsewhere(here);
        String cursor = cursor();

        memberships().announce(here);
        memberships().announce(there);
        memberships().announce(here);

        assertThat(since(cursor).games()).isEqualTo(Set.of(here, there));
    }

    @Test
    default void every_reader_finds_every_change() {
        String first = cursor();
        String second = cursor();
        GameKey key = newKey();

        memberships().announce(key);

        assertThat(since(first).games()).containsExactly(key);
        assertThat(since(second).games()).containsExactly(key);
        assertThat(since(first).games()).containsExactly(key);
    }

    @Test
    default void a_reader_beside_many_writers_misses_nothing() {
        Set<GameKey> announced = ConcurrentHashMap.newKeySet();
        Set<GameKey> found = new HashSet<>();
        String start = cursor();

        List<String> cursors = Crowd.of(number -> {
            String cursor = start;
            for (int i = 0; i < 25; i++) {
                GameKey key = newKey();
                memberships().announce(key);
                announced.add(key);
                if (number == 0) {
                    Changes changes = since(cursor);
                    found.addAll(changes.games());
                    cursor = changes.cursor();
                }
            }
            return cursor;
        });

        found.addAll(since(cursors.get(0)).games());
        assertThat(found).isEqualTo(announced);
    }

    private String cursor() {
        return memberships().changes(Optional.empty()).cursor();
    }

    private Changes since(String cursor) {
        return memberships().changes(Optional.of(cursor));
    }

    private Memberships memberships() {
        return storage().memberships();
    }
}
