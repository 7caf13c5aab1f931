package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.newGameId;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.Test;

/** What every {@link EngineClient} keeps, whatever lies between it and its engines. */
public interface EngineClientContract {
    /** The deadline of calls that are answered. */
    Duration LONG = Duration.ofSeconds(30);

    /** The game of most calls. */
    GameId GAME = GameId.parse("0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
    /** The race of requests that do not look at it. */
    RaceName RACE = new RaceName("Humans");

    /** Returns the client under test and its wire: the same object throughout a test. */
    EngineTransport transport();

    @Test
    default void an_init_brings_the_game_and_its_races_in_their_order() {
        ProbeEngine engine = new ProbeEngine(new EngineReply.Answered(state(0)));
        GameId gameId = newGameId();
        List<RaceName> races = List.of(new RaceName("Zergs"), new RaceName("Ąą \"x\" \\ 🎲"), new RaceName("Humans"));

        client().init(transport().serve(gameId, engine), gameId, races, LONG);

        assertThat(engine.calls()).containsExactly(new ProbeEngine.Call("init", gameId, races, 0));
    }

    @Test
    default void a_turn_brings_the_game_and_the_expected_turn_once() {
        ProbeEngine engine = new ProbeEngine(new EngineReply.Answered(state(8)));
        GameId gameId = newGameId();

        client().turn(transport().serve(gameId, engine), gameId, 9_007_199_254_740_991L, LONG);

        assertThat(engine.calls())
                .containsExactly(new ProbeEngine.Call("turn", gameId, List.of(), 9_007_199_254_740_991L));
    }

    @Test
    default void a_state_comes_back_whole_from_every_call() {
        EngineReply reply = new EngineReply.Answered(state(8));

        assertThat(admin(reply)).containsOnly(reply);
    }

    @Test
    default void a_state_without_races_and_promises_comes_back() {
        EngineReply reply = new EngineReply.Answered(new EngineState(GAME, 0, "", List.of(), false, Set.of()));

        assertThat(admin(reply)).containsOnly(reply);
    }

    @Test
    default void a_conflict_comes_back_with_its_state() {
        EngineReply reply = new EngineReply.Conflicted(state(8));

        assertThat(turn(reply)).isEqualTo(reply);
    }

    @Test
    default void a_refusal_comes_back_with_its_status_and_detail() {
        for (int status : List.of(400, 404, 408, 409, 422, 425, 429)) {
            EngineReply reply = new EngineReply.Refused(status, "{\"error\": \"é no\"}");

            assertThat(admin(reply)).containsOnly(reply);
        }
    }

    @Test
    default void an_engine_that_breaks_has_not_answered() {
        assertThat(admin(new EngineReply.Unanswered("broken"))).hasOnlyElementsOfType(EngineReply.Unanswered.class);
    }

    @Test
    default void an_engine_that_breaks_is_called_once() {
        ProbeEngine engine = new ProbeEngine(new EngineReply.Unanswered("broken"));

        client().turn(transport().serve(GAME, engine), GAME, 7, LONG);

        assertThat(engine.calls()).hasSize(1);
    }

    @Test
    default void an_answer_that_is_none_is_garbled() {
        assertThat(admin(new EngineReply.Garbled("no state"))).hasOnlyElementsOfType(EngineReply.Garbled.class);
    }

    @Test
    default void an_address_without_an_engine_does_not_answer() {
        EngineEndpoint nowhere = transport().nowhere();

        assertThat(client().init(nowhere, GAME, List.of(), LONG)).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(client().status(nowhere, GAME, LONG)).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(client().turn(nowhere, GAME, 7, LONG)).isInstanceOf(EngineReply.Unanswered.class);
        assertThat(client().relay(nowhere, GAME, new EngineRequest.Report(RACE, 7), LONG))
                .isInstanceOf(EngineAnswer.Unanswered.class);
        assertThat(client().banish(nowhere, GAME, RACE, LONG)).isInstanceOf(BanishReply.InDoubt.class);
    }

    @Test
    default void a_banishment_brings_the_race_once() {
        ProbeEngine engine = new ProbeEngine(new BanishReply.Banished());
        RaceName race = new RaceName("Ąą \"x\" \\ 🎲");

        assertThat(client().banish(transport().serve(GAME, engine), GAME, race, LONG))
                .isEqualTo(new BanishReply.Banished());

        assertThat(engine.banished()).containsExactly(race);
    }

    @Test
    default void a_refused_banishment_comes_back_with_its_status_and_detail() {
        for (int status : List.of(400, 404, 408, 409, 422, 425, 429)) {
            BanishReply reply = new BanishReply.Refused(status, "{\"error\": \"é no\"}");

            assertThat(banished(new ProbeEngine(reply))).isEqualTo(reply);
        }
    }

    @Test
    default void a_banishment_by_an_engine_that_breaks_is_in_doubt_and_sent_once() {
        ProbeEngine engine = new ProbeEngine(new BanishReply.InDoubt("broken"));

        assertThat(banished(engine)).isInstanceOf(BanishReply.InDoubt.class);

        assertThat(engine.banished()).hasSize(1);
    }

    @Test
    default void an_engine_is_alive_where_it_is_served() {
        EngineEndpoint endpoint =
                transport().serve(GAME, new ProbeEngine(new EngineReply.Refused(404, "not initialised")));

        assertThat(client().alive(endpoint, LONG)).isTrue();
        assertThat(client().alive(transport().nowhere(), LONG)).isFalse();
    }

    @Test
    default void engines_are_told_apart_by_their_addresses() {
        GameId other = newGameId();
        EngineEndpoint first = transport().serve(GAME, new ProbeEngine(new EngineReply.Answered(state(1))));
        EngineEndpoint second = transport().serve(other, new ProbeEngine(new EngineReply.Answered(state(2))));

        assertThat(client().status(second, other, LONG)).isEqualTo(new EngineReply.Answered(state(2)));
        assertThat(client().status(first, GAME, LONG)).isEqualTo(new EngineReply.Answered(state(1)));
    }

    @Test
    default void every_kind_of_request_reaches_the_engine_as_it_is() {
        byte[] array = bytes("[ {\"a\": 1.50, \"é\": \"🎲\"} ]");
        ProbeEngine engine = new ProbeEngine(new EngineReply.Unanswered("not asked"));
        EngineEndpoint endpoint = transport().serve(GAME, engine);
        RaceName actor = new RaceName("Ąą 100% &=+/?#");

        relay(endpoint, new EngineRequest.Commands(actor, array));
        relay(endpoint, new EngineRequest.Orders(actor, array));
        relay(endpoint, new EngineRequest.StoredOrders(actor, 7));
        relay(endpoint, new EngineRequest.Report(actor, 9_007_199_254_740_992L));

        assertThat(engine.requests())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.actor()).isEqualTo(actor));
        assertThat(engine.requests().get(0))
                .isInstanceOfSatisfying(
                        EngineRequest.Commands.class,
                        request -> assertThat(request.array()).isEqualTo(array));
        assertThat(engine.requests().get(1))
                .isInstanceOfSatisfying(
                        EngineRequest.Orders.class,
                        request -> assertThat(request.array()).isEqualTo(array));
        assertThat(engine.requests().subList(2, 4))
                .containsExactly(
                        new EngineRequest.StoredOrders(actor, 7),
                        new EngineRequest.Report(actor, 9_007_199_254_740_992L));
    }

    @Test
    default void a_players_answer_comes_back_byte_for_byte() throws IOException {
        byte[] body = bytes("{ \"x\" : [1.50, \"é🎲\"], \"long\": \"" + "y".repeat(200_000) + "\" }\n");

        EngineAnswer answer = relayed(new EngineAnswer.Json(new ByteArrayInputStream(body)));

        assertThat(answer).isInstanceOf(EngineAnswer.Json.class);
        try (var stream = ((EngineAnswer.Json) answer).body()) {
            assertThat(stream.readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    default void a_players_refusal_comes_back_with_its_status_and_detail() {
        byte[] detail = bytes("{\"why\": \"é no\"}");

        assertThat(relayed(new EngineAnswer.Refused(422, detail)))
                .isInstanceOfSatisfying(EngineAnswer.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.detail()).isEqualTo(detail);
                });
    }

    @Test
    default void a_player_learns_of_an_engine_that_breaks_or_babbles() {
        assertThat(relayed(new EngineAnswer.Unanswered("broken"))).isInstanceOf(EngineAnswer.Unanswered.class);
        assertThat(relayed(new EngineAnswer.Garbled("no JSON"))).isInstanceOf(EngineAnswer.Garbled.class);
    }

    @Test
    default void many_threads_get_each_its_own_answer() {
        List<EngineReply> replies = Crowd.of(number -> turn(new EngineReply.Answered(state(number))));

        assertThat(replies)
                .extracting(reply -> ((EngineReply.Answered) reply).state().turn())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    private EngineClient client() {
        return transport().client();
    }

    private List<EngineReply> admin(EngineReply reply) {
        GameId gameId = newGameId();
        EngineEndpoint endpoint = transport().serve(gameId, new ProbeEngine(reply));
        return List.of(
                client().init(endpoint, gameId, List.of(RACE), LONG),
                client().status(endpoint, gameId, LONG),
                client().turn(endpoint, gameId, 7, LONG));
    }

    private EngineReply turn(EngineReply reply) {
        GameId gameId = newGameId();
        return client().turn(transport().serve(gameId, new ProbeEngine(reply)), gameId, 7, LONG);
    }

    private EngineAnswer relayed(EngineAnswer answer) {
        GameId gameId = newGameId();
        ScriptedGame game = new ScriptedGame();
        game.answer(answer);
        return client().relay(transport().serve(gameId, game), gameId, new EngineRequest.Report(RACE, 7), LONG);
    }

    private BanishReply banished(ProbeEngine engine) {
        GameId gameId = newGameId();
        return client().banish(transport().serve(gameId, engine), gameId, RACE, LONG);
    }

    private EngineAnswer relay(EngineEndpoint endpoint, EngineRequest request) {
        return client().relay(endpoint, GAME, request, LONG);
    }

    private static EngineState state(long turn) {
        UUID race = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
        return new EngineState(
                GAME,
                turn,
                "é \"stage\"",
                List.of(
                        new EngineState.Race(race, "Zergs", 3, 1.5, false),
                        new EngineState.Race(race, "Humans", 0, 0, true)),
                true,
                Set.of(EngineCapability.values()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
