package org.ggscale.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.ggscale.examples.embedding.LowestNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules alone: an object, no platform around it. */
class LowestNumberRulesTest {
    private static final RaceName ANN = new RaceName("Ann's");
    private static final RaceName BOB = new RaceName("Bob's");

    private final GameId id = new GameId(new UUID(0, 1));
    private final LowestNumber game = new LowestNumber(2);

    @BeforeEach
    void begin() {
        game.init(id, List.of(ANN, BOB));
    }

    @Test
    void the_lowest_number_scores() {
        order(ANN, "[2]");
        order(BOB, "[1]");

        assertThat(points(play(0))).containsExactly(0.0, 1.0);
    }

    @Test
    void a_number_that_both_named_scores_nothing() {
        order(ANN, "[1]");
        order(BOB, "[1]");

        assertThat(points(play(0))).containsExactly(0.0, 0.0);
    }

    @Test
    void numbers_count_for_one_turn() {
        order(ANN, "[1]");
        play(0);

        assertThat(points(play(1))).containsExactly(1.0, 0.0);
    }

    @Test
    void enough_points_win() {
        order(ANN, "[1]");
        assertThat(play(0).finished()).isFalse();

        order(ANN, "[1]");
        assertThat(play(1).finished()).isTrue();
    }

    @Test
    void only_one_number_from_1_to_999_is_an_order() {
        for (String order : List.of("[]", "[0]", "[1000]", "[1, 2]", "[\"1\"]", "[-1]")) {
            assertThat(order(ANN, order)).as(order).isInstanceOf(EngineAnswer.Refused.class);
        }
    }

    private EngineAnswer order(RaceName race, String array) {
        return game.relay(new EngineRequest.Orders(race, array.getBytes(StandardCharsets.UTF_8)));
    }

    private EngineState play(long expectedTurn) {
        return ((EngineReply.Answered) game.turn(id, expectedTurn)).state();
    }

    private static List<Double> points(EngineState state) {
        return state.races().stream().map(EngineState.Race::population).toList();
    }
}
