package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine as a table: what an operation answers in each status, and the status that it leads to. */
class StateMachineTest {
    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface();
        surface.register();
        surface.version("1.0.1");
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            starting               | force-next-turn | conflict            | starting
            starting               | stop            | conflict            | starting
            starting               | restart         | conflict            | starting
            starting               | patch           | conflict            | starting
            starting               | banish          | runtime_not_running | starting
            starting               | commands        | runtime_not_running | starting
            running                | force-next-turn | 200                 | running
            running                | stop            | 200                 | stopped
            running                | restart         | 200                 | running
            running                | patch           | 200                 | running
            running                | pause           | 200                 | running
            running                | resume          | 200                 | running
            running                | banish          | 204                 | running
            running                | commands        | 200                 | running
            generation_in_progress | force-next-turn | conflict            | generation_in_progress
            generation_in_progress | stop            | 200                 | stopped
            generation_in_progress | restart         | conflict            | generation_in_progress
            generation_in_progress | patch           | conflict            | generation_in_progress
            generation_in_progress | pause           | 200                 | generation_in_progress
            generation_in_progress | resume          | 200                 | generation_in_progress
            generation_in_progress | banish          | turn_already_closed | generation_in_progress
            generation_in_progress | commands        | turn_already_closed | generation_in_progress
            generation_failed      | force-next-turn | 200                 | running
            generation_failed      | stop            | 200                 | stopped
            generation_failed      | restart         | 200                 | running
            generation_failed      | patch           | 200                 | running
            generation_failed      | pause           | 200                 | generation_failed
            generation_failed      | resume          | 200                 | generation_failed
            generation_failed      | banish          | runtime_not_running | generation_failed
            generation_failed      | commands        | runtime_not_running | generation_failed
            engine_unreachable     | force-next-turn | conflict            | engine_unreachable
            engine_unreachable     | stop            | 200                 | stopped
            engine_unreachable     | restart         | 200                 | running
            engine_unreachable     | patch           | 200                 | running
            engine_unreachable     | pause           | 200                 | engine_unreachable
            engine_unreachable     | resume          | 200                 | engine_unreachable
            engine_unreachable     | banish          | runtime_not_running | engine_unreachable
            engine_unreachable     | commands        | runtime_not_running | engine_unreachable
            stopped                | force-next-turn | conflict            | stopped
            stopped                | stop            | 200                 | stopped
            stopped                | restart         | 200                 | running
            stopped                | patch           | 200                 | running
            stopped                | pause           | 200                 | stopped
            stopped                | resume          | 200                 | stopped
            stopped                | banish          | runtime_not_running | stopped
            stopped                | commands        | runtime_not_running | stopped
            finished               | force-next-turn | conflict            | finished
            finished               | stop            | conflict            | finished
            finished               | restart         | conflict            | finished
            finished               | patch           | conflict            | finished
            finished               | pause           | conflict            | finished
            finished               | resume          | conflict            | finished
            finished               | banish          | runtime_not_running | finished
            finished               | commands        | runtime_not_running | finished
            """)
    void an_operation_leads_from_one_status_to_another_or_is_refused(
            String from, String operation, String answer, String to) throws InterruptedException {
        String game = surface.register();
        CountDownLatch held = new CountDownLatch(1);
        Thread turn = bring(game, from, held);
        assertThat(status(game)).isEqualTo(from);

        Reply reply = surface.exchange(ask(game, operation));
        String code = reply.status() == 409
                ? reply.json().path("error").path("code").asText()
                : Integer.toString(reply.status());
        assertThat(code).as(reply.text()).isEqualTo(answer);
        // A restart answers once the engine did; what was pending is played after that.
        Awaitility.await().untilAsserted(() -> assertThat(status(game)).isEqualTo(to));
        held.countDown();
        turn.join();
    }

    private static Ask ask(String game, String operation) {
        return switch (operation) {
            case "stop" -> Ask.post(runtime(game) + "/stop").json("{\"reason\": \"maintenance\"}");
            case "patch" -> Ask.post(runtime(game) + "/patch").json("{\"version\": \"1.0.1\"}");
            case "banish" ->
                Ask.post(Surface.API + "/games/" + game + "/race/banish").json("{\"race_name\": \"Terrans\"}");
            case "commands" ->
                Ask.post(Surface.API + "/games/" + game + "/commands")
                        .user("ada")
                        .json("{\"commands\": []}");
            default -> Ask.post(runtime(game) + "/" + operation);
        };
    }

    /** Brings a running game to a status, and returns what goes on there until the latch is counted down. */
    private static Thread bring(String game, String status, CountDownLatch held) throws InterruptedException {
        StubGame engine = surface.game(game);
        Thread turn = new Thread(() -> {});
        switch (status) {
            case "starting" -> start(game);
            case "generation_in_progress" -> turn = play(game, held);
            case "generation_failed" -> {
                engine.turnReply = reply -> new EngineReply.Refused(400, "no");
                post(game, "force-next-turn").is(422);
            }
            case "engine_unreachable" -> {
                engine.turnReply = reply -> new EngineReply.Unanswered("nobody is there");
                engine.statusReply = engine.turnReply;
                post(game, "force-next-turn").is(502);
            }
            case "stopped" -> surface.exchange(ask(game, "stop")).is(200);
            case "finished" -> {
                engine.lastTurn = 1;
                post(game, "force-next-turn").is(200);
            }
            default -> {}
        }
        if (!status.equals("generation_in_progress")) {
            engine.turnReply = reply -> reply;
        }
        engine.statusReply = reply -> reply;
        return turn;
    }

    private static Thread play(String game, CountDownLatch held) throws InterruptedException {
        CountDownLatch playing = new CountDownLatch(1);
        surface.game(game).turnReply = reply -> {
            playing.countDown();
            await(held);
            return reply;
        };
        Thread turn = Thread.startVirtualThread(() -> post(game, "force-next-turn"));
        playing.await();
        return turn;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(String game) {
        RuntimeRecords records = surface.ggscale.storage().runtimeRecords();
        RuntimeRecord record =
                records.find(new GameKey(TenantId.DEFAULT, GameId.parse(game))).orElseThrow();
        RuntimeRecord next = record.next(RuntimeStatus.STARTING, Instant.now()).build();
        assertThat(records.replace(new RuntimeRecords.Change(record, next, java.util.List.of(), Optional.empty())))
                .isInstanceOf(RuntimeRecords.Replacement.Replaced.class);
    }

    private static Reply post(String game, String verb) {
        return surface.exchange(Ask.post(runtime(game) + "/" + verb));
    }

    private static String status(String game) {
        return surface.exchange(Ask.get(runtime(game))).json().path("status").asText();
    }

    private static String runtime(String game) {
        return Surface.API + "/runtimes/" + game;
    }
}
