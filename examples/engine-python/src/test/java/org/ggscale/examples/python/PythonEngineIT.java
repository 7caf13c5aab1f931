package org.ggscale.examples.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ggscale.adapters.http.client.EndpointPolicy;
import org.ggscale.adapters.http.client.OkHttpEngines;
import org.ggscale.adapters.process.ProcessEngines;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.PlayOutcome;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.ForceOutcome;
import org.ggscale.core.turn.RestartOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole game of the Python engine on the platform, as a child process of it. */
class PythonEngineIT {
    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    @TempDir
    Path root;

    private final GameKey game = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
    private ProcessEngines processes;
    private OkHttpEngines engines;
    private GgScale ggscale;

    @BeforeEach
    void register() throws IOException {
        Assumptions.assumeTrue(pythonIsThere(), "there is no python3 on the path");
        processes = ProcessEngines.open(root);
        engines = OkHttpEngines.builder()
                .endpoints(EndpointPolicy.privateNetworks())
                .build();
        ggscale = GgScale.builder().instances(processes).engineClient(engines).build();
        ggscale.start();
        ggscale.storage().engineVersions().create(TenantId.DEFAULT, version());
        List<Member> members =
                List.of(new Member(ANN, new RaceName("Terrans")), new Member(BOB, new RaceName("Vegans")));
        assertThat(ggscale.registrar()
                        .register(new NewRuntime(
                                game, VERSION, TurnSchedule.parse("@yearly"), Optional.empty(), members)))
                .isInstanceOf(Registration.Registered.class);
    }

    @AfterEach
    void close() {
        if (ggscale != null) {
            ggscale.close();
            engines.close();
            processes.close();
        }
    }

    @Test
    void it_promises_what_keeps_turns_from_being_played_twice() {
        assertThat(record().engine().capabilities())
                .containsExactlyInAnyOrder(EngineCapability.CONDITIONAL_TURN, EngineCapability.DURABLE_STATE);
    }

    @Test
    void a_game_is_played_to_its_end() throws IOException, InterruptedException {
        for (int turn = 1; turn <= 3; turn++) {
            assertThat(order(ANN, 1)).contains("\"turn\": " + turn);
            assertThat(order(BOB, 2)).contains("\"number\": 2");
            assertThat(ggscale.turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);
        }

        assertThat(record().status()).isEqualTo(RuntimeStatus.FINISHED);
        assertThat(body(ggscale.play().report(game, ANN, 3))).contains("\"points\": 3");
    }

    @Test
    void a_finished_game_refuses_another_turn() throws IOException, InterruptedException {
        for (int turn = 1; turn <= 3; turn++) {
            assertThat(order(ANN, 1)).contains("\"turn\": " + turn);
            assertThat(ggscale.turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);
        }

        assertThat(turnAfter(3).statusCode()).isEqualTo(409);
    }

    @Test
    void what_was_answered_survives_its_engine() throws IOException, InterruptedException {
        assertThat(order(ANN, 7)).contains("\"turn\": 1");
        assertThat(ggscale.turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);
        assertThat(order(ANN, 7)).contains("\"turn\": 2");

        assertThat(ggscale.turns().restart(game, false)).isInstanceOf(RestartOutcome.Restarted.class);
        assertThat(ggscale.turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);

        assertThat(body(ggscale.play().report(game, ANN, 2))).contains("\"points\": 2");
    }

    @Test
    void a_wrong_order_is_refused_in_the_engines_own_words() {
        PlayOutcome outcome = orders(ANN, "[{\"number\": \"many\"}]");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PlayOutcome.Answered.class,
                        answered -> assertThat(answered.answer())
                                .isInstanceOfSatisfying(
                                        EngineAnswer.Refused.class,
                                        refused -> assertThat(refused.detail())
                                                .asString(UTF_8)
                                                .contains("TypeError")));
    }

    private HttpResponse<String> turnAfter(int turn) throws IOException, InterruptedException {
        String body = "{\"game_id\": \"%s\", \"expected_turn\": %d}".formatted(game.gameId(), turn);
        URI engine = record().engine().endpoint().orElseThrow().uri();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(engine.resolve("/api/v1/admin/turn"))
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String order(UserId user, int number) throws IOException {
        return body(orders(user, "[{\"number\": " + number + "}]"));
    }

    private PlayOutcome orders(UserId user, String array) {
        return ggscale.play().orders(game, user, array.getBytes(UTF_8));
    }

    private static String body(PlayOutcome outcome) throws IOException {
        if (outcome instanceof PlayOutcome.Answered(EngineAnswer.Json(InputStream body))) {
            try (body) {
                return new String(body.readAllBytes(), UTF_8);
            }
        }
        throw new AssertionError(outcome);
    }

    private RuntimeRecord record() {
        return ggscale.storage().runtimeRecords().find(game).orElseThrow();
    }

    private static EngineVersion version() {
        ImageRef image = new ImageRef.Command(
                List.of("python3", Path.of("engine.py").toAbsolutePath().toString()));
        return new EngineVersion(
                VERSION, image, EngineOptions.NONE, EngineVersion.Status.ACTIVE, Instant.EPOCH, Instant.EPOCH);
    }

    private static boolean pythonIsThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "python3")));
    }
}
