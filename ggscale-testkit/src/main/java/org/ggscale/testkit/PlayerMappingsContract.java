package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.testkit.Fixtures.elsewhere;
import static org.ggscale.testkit.Fixtures.mapping;
import static org.ggscale.testkit.Fixtures.newKey;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ggscale.core.RejectedException;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;
import org.junit.jupiter.api.Test;

/** What every {@link PlayerMappings} keeps. */
public interface PlayerMappingsContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void mappings_come_back_in_the_order_of_registration() {
        List<PlayerMapping> all =
                List.of(mapping("user-b", "Terra"), mapping("user-c", "Ąą 🎲"), mapping("user-a", "'\\\"%_"));
        GameKey key = game();

        mappings().add(key, all);

        assertThat(mappings().find(key)).containsExactlyElementsOf(all);
    }

    @Test
    default void a_thousand_mappings_come_back_in_their_order() {
        List<PlayerMapping> all = IntStream.range(0, 1_000)
                .mapToObj(number -> mapping("user-" + (number * 7919) % 1_000, "race " + number))
                .toList();
        GameKey key = game();

        mappings().add(key, all);

        assertThat(mappings().find(key)).containsExactlyElementsOf(all);
    }

    @Test
    default void an_unknown_game_has_none() {
        GameKey key = game();
        mappings().add(key, List.of(mapping("user-a", "Terra")));

        assertThat(mappings().find(newKey())).isEmpty();
    }

    @Test
    default void the_users_become_active_members() {
        PlayerMapping first = mapping("user-b", "Terra");
        PlayerMapping second = mapping("user-a", "Luna");
        GameKey key = game();

        mappings().add(key, List.of(first, second));

        assertThat(storage().memberships().load(key))
                .containsExactly(
                        new Membership(first.member(), Membership.Status.ACTIVE),
                        new Membership(second.member(), Membership.Status.ACTIVE));
    }

    @Test
    default void a_game_without_a_record_is_rejected() {
        GameKey key = newKey();

        assertThatThrownBy(() -> mappings().add(key, List.of(mapping("user-a", "Terra"))))
                .isInstanceOf(RejectedException.class);

        assertEmpty(key);
    }

    @Test
    default void a_repeated_user_is_rejected_with_all_others() {
        GameKey key = game();

        assertRejected(key, mapping("user-a", "Terra"), mapping("user-a", "Luna"));

        assertEmpty(key);
    }

    @Test
    default void a_repeated_race_is_rejected_with_all_others() {
        GameKey key = game();

        assertRejected(key, mapping("user-a", "Terra"), mapping("user-b", "Terra"));

        assertEmpty(key);
    }

    @Test
    default void a_repeated_engine_id_is_rejected_with_all_others() {
        GameKey key = game();
        PlayerMapping first = mapping("user-a", "Terra");
        PlayerMapping second = new PlayerMapping(mapping("user-b", "Luna").member(), first.enginePlayerId());

        assertRejected(key, first, second);

        assertEmpty(key);
    }

    @Test
    default void what_is_stored_already_is_rejected_and_stays() {
        GameKey key = game();
        PlayerMapping first = mapping("user-a", "Terra");
        mappings().add(key, List.of(first));

        assertRejected(key, mapping("user-b", "Luna"), first);

        assertThat(mappings().find(key)).containsExactly(first);
        assertThat(storage().memberships().load(key)).hasSize(1);
    }

    @Test
    default void names_that_differ_in_case_are_different() {
        GameKey key = game();

        mappings().add(key, List.of(mapping("user-a", "Terra"), mapping("USER-A", "TERRA")));

        assertThat(mappings().find(key)).hasSize(2);
    }

    @Test
    default void a_user_plays_the_same_race_in_many_games() {
        PlayerMapping mapping = mapping("user-a", "Terra");
        GameKey first = game();
        GameKey second = game();

        mappings().add(first, List.of(mapping));
        mappings().add(second, List.of(mapping));

        assertThat(mappings().find(first)).containsExactly(mapping);
        assertThat(mappings().find(second)).containsExactly(mapping);
    }

    @Test
    default void another_tenants_game_has_none_of_them() {
        GameKey here = game();
        GameKey there = Given.stored(storage(), Records.due(elsewhere(here))).key();
        mappings().add(here, List.of(mapping("user-a", "Terra")));

        assertThat(mappings().find(there)).isEmpty();

        PlayerMapping other = mapping("user-a", "Terra");
        mappings().add(there, List.of(other));
        assertThat(mappings().find(there)).containsExactly(other);
        assertThat(mappings().find(here)).hasSize(1).doesNotContain(other);
    }

    @Test
    default void the_mappings_of_many_games_are_found_at_once() {
        List<PlayerMapping> two = List.of(mapping("user-b", "Terra"), mapping("user-a", "Luna"));
        List<PlayerMapping> one = List.of(mapping("user-a", "Terra"));
        GameKey here = game();
        GameKey there = Given.stored(storage(), Records.due(elsewhere(here))).key();
        mappings().add(here, two);
        mappings().add(there, one);
        mappings().add(game(), List.of(mapping("user-c", "Ares")));

        assertThat(mappings().find(List.of(there, newKey(), here))).isEqualTo(Map.of(here, two, there, one));
        assertThat(mappings().find(List.of())).isEmpty();
    }

    private PlayerMappings mappings() {
        return storage().playerMappings();
    }

    private GameKey game() {
        return Given.stored(storage(), Records.due(newKey())).key();
    }

    private void assertRejected(GameKey key, PlayerMapping... mappings) {
        assertThatThrownBy(() -> mappings().add(key, List.of(mappings))).isInstanceOf(RejectedException.class);
    }

    private void assertEmpty(GameKey key) {
        assertThat(mappings().find(key)).isEmpty();
        assertThat(storage().memberships().load(key)).isEmpty();
    }
}
