package org.ggscale.core.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

class RostersTest {
    private static final Member ADA = new Member(new UserId("ada"), new RaceName("Terra"));
    private static final List<GameKey> GAMES = List.of(game(), game(), game());

    private final List<Collection<GameKey>> asked = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private Membership.Status standing = Membership.Status.ACTIVE;
    private long nanos;
    private final Rosters rosters = new Rosters(new Mapped(), new Books(), 100, () -> nanos);

    @Test
    void the_rosters_of_many_games_are_loaded_by_one_call() {
        rosters.load(GAMES);

        assertThat(GAMES)
                .allSatisfy(game -> assertThat(rosters.of(game).active()).containsExactly(ADA.userId()));
        assertThat(asked).containsExactly(GAMES);
    }

    @Test
    void what_is_remembered_is_not_loaded_again() {
        rosters.of(GAMES.get(1));
        rosters.load(GAMES);
        rosters.load(GAMES);

        assertThat(asked).containsExactly(List.of(GAMES.get(1)), List.of(GAMES.get(0), GAMES.get(2)));
    }

    @Test
    void what_is_older_than_thirty_seconds_is_loaded_again() {
        rosters.load(GAMES);
        nanos += Duration.ofSeconds(30).toNanos();
        rosters.load(GAMES);

        assertThat(asked).containsExactly(GAMES, GAMES);
    }

    @Test
    void a_change_during_the_load_is_seen_after_it() {
        meanwhile = () -> {
            meanwhile = () -> {};
            standing = Membership.Status.BLOCKED;
            rosters.invalidate(GAMES.get(0));
        };
        rosters.load(GAMES);

        assertThat(rosters.of(GAMES.get(0)).active()).isEmpty();
    }

    private Map<GameKey, List<Membership>> members(Collection<GameKey> keys) {
        asked.add(List.copyOf(keys));
        Membership read = new Membership(ADA, standing);
        meanwhile.run();
        return keys.stream().collect(Collectors.toMap(key -> key, key -> List.of(read)));
    }

    private static GameKey game() {
        return new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
    }

    @Test
    void what_has_changed_elsewhere_is_forgotten_and_the_rest_remembered() {
        rosters.follow(new Memberships.Changes("1", Set.of()));
        rosters.load(GAMES);
        asked.clear();
        rosters.follow(new Memberships.Changes("2", Set.of(GAMES.get(1))));
        rosters.load(GAMES);

        assertThat(asked).containsExactly(List.of(GAMES.get(1)));
        assertThat(rosters.cursor()).contains("2");
    }

    @Test
    void what_was_remembered_before_the_first_look_is_forgotten() {
        rosters.load(GAMES);
        asked.clear();
        rosters.follow(new Memberships.Changes("1", Set.of()));
        rosters.load(GAMES);

        assertThat(asked).containsExactly(GAMES);
    }

    private final class Books implements Memberships {
        @Override
        public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
            return members(keys);
        }

        @Override
        public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
            throw new AssertionError("nobody changes a membership here");
        }

        @Override
        public void announce(GameKey key) {
            throw new AssertionError("nobody announces a change here");
        }

        @Override
        public Changes changes(Optional<String> since) {
            throw new AssertionError("the rosters are told what has changed, they do not ask");
        }
    }

    private static final class Mapped implements PlayerMappings {
        @Override
        public void add(GameKey key, List<PlayerMapping> mappings) {
            throw new AssertionError("nobody adds players here");
        }

        @Override
        public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
            List<PlayerMapping> mappings = List.of(new PlayerMapping(ADA, UUID.randomUUID()));
            return keys.stream().collect(Collectors.toMap(key -> key, key -> mappings));
        }
    }
}
