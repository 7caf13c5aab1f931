package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.util.List;
import java.util.UUID;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineReply.Answered;
import org.ggscale.core.engine.EngineReply.Conflicted;
import org.ggscale.core.engine.EngineReply.Refused;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Test;

/** What every game keeps that runs as a Java object: it is conditional, because a running call cannot be fenced. */
public interface InProcessEngineContract {
    /** Returns the game under test: before init, and with two turns to play at least; the same object throughout a test. */
    InProcessEngine engine();

    /** Returns races that the game can be begun with. */
    default List<RaceName> races() {
        return List.of(new RaceName("Zergs"), new RaceName("Humans"));
    }

    @Test
    default void before_init_the_status_is_404() {
        assertThat(engine().status())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    default void init_answers_turn_0_of_the_game_with_an_id_for_every_race() {
        GameId gameId = newGameId();

        EngineState state = state(engine().init(gameId, races()));

        assertThat(state.id()).isEqualTo(gameId);
        assertThat(state.turn()).isZero();
        assertThat(state.finished()).isFalse();
        assertThat(state.races())
                .extracting(EngineState.Race::raceName)
                .containsExactlyInAnyOrderElementsOf(
                        races().stream().map(RaceName::value).toList());
        assertThat(state.races())
                .extracting(EngineState.Race::id)
                .doesNotHaveDuplicates()
                .doesNotContain(new UUID(0, 0));
    }

    @Test
    default void the_same_init_again_answers_as_the_first() {
        GameId gameId = newGameId();
        EngineReply first = engine().init(gameId, races());

        assertThat(engine().init(gameId, races())).isEqualTo(first);
        assertThat(engine().status()).isEqualTo(first);
    }

    @Test
    default void a_different_init_is_refused_and_changes_nothing() {
        EngineReply first = engine().init(newGameId(), races());

        assertThat(engine().init(newGameId(), races())).isNotInstanceOf(Answered.class);

        assertThat(engine().status()).isEqualTo(first);
    }

    @Test
    default void it_promises_to_be_conditional() {
        assertThat(begun(newGameId()).conditional()).isTrue();
    }

    @Test
    default void the_turn_after_the_expected_one_is_played() {
        GameId gameId = newGameId();
        begun(gameId);

        assertThat(state(engine().turn(gameId, 0)).turn()).isEqualTo(1);
        EngineReply second = engine().turn(gameId, 1);
        assertThat(state(second).turn()).isEqualTo(2);
        assertThat(engine().status()).isEqualTo(second);
    }

    @Test
    default void another_turn_than_the_expected_one_is_a_conflict_and_changes_nothing() {
        GameId gameId = newGameId();
        begun(gameId);
        EngineState state = state(engine().turn(gameId, 0));

        assertThat(engine().turn(gameId, 0)).isEqualTo(new Conflicted(state));
        assertThat(engine().turn(gameId, 2)).isEqualTo(new Conflicted(state));

        assertThat(engine().status()).isEqualTo(new Answered(state));
    }

    @Test
    default void a_turn_of_another_game_is_a_conflict_and_changes_nothing() {
        EngineState state = begun(newGameId());

        assertThat(engine().turn(newGameId(), 0)).isEqualTo(new Conflicted(state));

        assertThat(engine().status()).isEqualTo(new Answered(state));
    }

    @Test
    default void of_many_calls_for_one_turn_at_once_one_plays() {
        GameId gameId = newGameId();
        begun(gameId);

        List<EngineReply> replies = Crowd.of(number -> engine().turn(gameId, 0));

        assertThat(replies).filteredOn(Answered.class::isInstance).hasSize(1);
        assertThat(replies).filteredOn(Conflicted.class::isInstance).hasSize(replies.size() - 1);
        assertThat(state(engine().status()).turn()).isEqualTo(1);
    }

    @Test
    default void a_banished_race_stays_among_the_players() {
        EngineState state = begun(newGameId());

        assertThat(engine().banish(races().get(0))).isEqualTo(new BanishReply.Banished());

        assertThat(state(engine().status()).races())
                .extracting(EngineState.Race::raceName)
                .containsExactlyElementsOf(
                        state.races().stream().map(EngineState.Race::raceName).toList());
        assertThat(state(engine().status()).turn()).isEqualTo(state.turn());
    }

    @Test
    default void a_race_that_the_game_does_not_have_is_refused() {
        EngineState state = begun(newGameId());

        assertThat(engine().banish(new RaceName("Nobody has this name"))).isInstanceOf(BanishReply.Refused.class);

        assertThat(engine().status()).isEqualTo(new Answered(state));
    }

    private EngineState begun(GameId gameId) {
        return state(engine().init(gameId, races()));
    }

    private static EngineState state(EngineReply reply) {
        assertThat(reply).isInstanceOf(Answered.class);
        return ((Answered) reply).state();
    }
}
