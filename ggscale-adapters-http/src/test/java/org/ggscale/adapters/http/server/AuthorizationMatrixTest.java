package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation x every token x every tenant: what each cell answers is in one table. */
class AuthorizationMatrixTest {
    private static final String TOKEN = "correct-horse-battery-staple-0123456789";
    private static final TenantId OTHER = new TenantId(7);
    private static final String NO_GAME = "404 not_found";
    private static final String NO_VERSION = "404 engine_version_not_found";

    /** What the tenant that has the game and the version is answered, and what another tenant that asks for the same. */
    private static final List<Row> TABLE = List.of(
            row("internalRegisterRuntime", Place::registration, "201", NO_VERSION),
            row("internalGameLiveness", at -> Ask.get(at.game("/liveness")), "200", NO_GAME),
            row("internalListRuntimes", at -> Ask.get(Surface.API + "/runtimes"), "200", "200"),
            row("internalGetRuntime", at -> Ask.get(at.runtime("")), "200", NO_GAME),
            row("internalForceNextTurn", at -> Ask.post(at.runtime("/force-next-turn")), "200", NO_GAME),
            row(
                    "internalStopRuntime",
                    at -> Ask.post(at.runtime("/stop")).json("{\"reason\": \"enough\"}"),
                    "200",
                    NO_GAME),
            row("internalRestartRuntime", at -> Ask.post(at.runtime("/restart")).json("{}"), "200", NO_GAME),
            row(
                    "internalPatchRuntime",
                    at -> Ask.post(at.runtime("/patch")).json("{\"version\": \"1.0.99999\"}"),
                    NO_VERSION,
                    NO_GAME),
            row("internalPauseRuntime", at -> Ask.post(at.runtime("/pause")), "200", NO_GAME),
            row("internalResumeRuntime", at -> Ask.post(at.runtime("/resume")), "200", NO_GAME),
            row(
                    "internalBanishRace",
                    at -> Ask.post(at.game("/race/banish")).json("{\"race_name\": \"Terrans\"}"),
                    "204",
                    NO_GAME),
            row("internalGetMemberships", at -> Ask.get(at.game("/memberships")), "200", NO_GAME),
            row(
                    "internalSetMembership",
                    at -> Ask.of("PUT", at.game("/memberships/ada")).json("{\"status\": \"blocked\"}"),
                    "200",
                    NO_GAME),
            row("internalInvalidateMemberships", at -> Ask.post(at.game("/memberships/invalidate")), "204", "204"),
            row("internalListOperations", at -> Ask.get(at.runtime("/operations")), "200", NO_GAME),
            row("internalListTurns", at -> Ask.get(at.runtime("/turns")), "200", NO_GAME),
            row("internalListEngineVersions", at -> Ask.get(Surface.API + "/engine-versions"), "200", "200"),
            row(
                    "internalCreateEngineVersion",
                    at -> Surface.version("9.9." + at.number, "in-process:stub"),
                    "201",
                    "201"),
            row("internalGetEngineVersion", at -> Ask.get(at.version("")), "200", NO_VERSION),
            row(
                    "internalUpdateEngineVersion",
                    at -> Ask.of("PATCH", at.version("")).json("{\"status\": \"disabled\"}"),
                    "200",
                    NO_VERSION),
            row(
                    "internalDeleteEngineVersion",
                    at -> Ask.of("DELETE", at.version("")),
                    "409 engine_version_in_use",
                    NO_VERSION),
            row("internalDeprecateEngineVersion", at -> Ask.post(at.version("/deprecate")), "200", NO_VERSION),
            row("internalResolveEngineVersionImageRef", at -> Ask.get(at.version("/image-ref")), "200", NO_VERSION),
            row("internalExecuteCommands", at -> at.play(Ask.post(at.game("/commands"))), "200", NO_GAME),
            row("internalPutOrders", at -> at.play(Ask.post(at.game("/orders"))), "200", NO_GAME),
            row("internalGetOrders", at -> Ask.get(at.game("/orders/1")).user("ada"), "200", NO_GAME),
            row("internalGetReport", at -> Ask.get(at.game("/reports/1")).user("ada"), "200", NO_GAME),
            row("internalStreamEvents", at -> Ask.get(Surface.API + "/events"), "200", "200"),
            row("internalHealthz", at -> Ask.get("/healthz"), "200", "200"),
            row("internalReadyz", at -> Ask.get("/readyz"), "200", "200"));

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface(backend -> backend, front -> front.token(TOKEN));
        surface.ggscale.storage().tenants().add(new Tenant(OTHER, "other"));
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Row row : TABLE) {
            for (Token token : Token.values()) {
                for (Header header : Header.values()) {
                    cells.add(arguments(row.operation, token, header, row));
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} with {1} token and {2} tenant")
    @MethodSource("cells")
    void each_cell_answers_what_the_table_says(String operation, Token token, Header header, Row row) {
        Place place = new Place(surface);
        Object before = place.state();

        assertThat(answer(row, header.on(token.on(row.ask.apply(place))))).isEqualTo(row.expected(token, header));

        if (token != Token.RIGHT || !header.own()) {
            assertThat(place.state()).isEqualTo(before);
        }
    }

    @Test
    void the_table_has_every_operation() {
        assertThat(TABLE.stream().map(Row::operation))
                .containsExactlyInAnyOrderElementsOf(
                        surface.listener.routes().stream().map(Route::operation).toList());
    }

    @Test
    void the_lists_of_another_tenant_are_its_own() {
        try (Surface own = new Surface()) {
            own.ggscale.storage().tenants().add(new Tenant(OTHER, "other"));
            Place place = new Place(own);
            Ask runtimes = Ask.get(Surface.API + "/runtimes");
            Ask versions = Ask.get(Surface.API + "/engine-versions");

            assertThat(own.ask(Header.DEFAULT.on(runtimes)).text()).contains(place.game);
            assertThat(own.ask(Header.DEFAULT.on(versions)).text()).contains(place.version);

            String nothing = "{\"items\":[],\"next_cursor\":null}";
            assertThat(own.ask(Header.OTHER.on(runtimes)).text()).isEqualTo(nothing);
            assertThat(own.ask(Header.OTHER.on(versions)).text()).isEqualTo(nothing);
        }
    }

    /** An event stream has no end: of it the status alone is read. */
    private static String answer(Row row, Ask ask) {
        if (row.operation.equals("internalStreamEvents")) {
            try (Wire wire = surface.wire()) {
                wire.send(ask.bytes());
                String line = line(wire);
                if (line.contains(" 200 ")) {
                    return "200";
                }
            }
        }
        Reply reply = surface.ask(ask);
        return reply.status() < 400
                ? "" + reply.status()
                : reply.status() + " " + reply.json().path("error").path("code").asText();
    }

    private static String line(Wire wire) {
        StringBuilder line = new StringBuilder();
        for (int b = wire.read(); b >= 0 && b != '\n'; b = wire.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    private static Row row(String operation, Function<Place, Ask> ask, String own, String foreign) {
        return new Row(operation, ask, own, foreign);
    }

    private record Row(String operation, Function<Place, Ask> ask, String own, String foreign) {
        String expected(Token token, Header header) {
            if (operation.equals("internalHealthz") || operation.equals("internalReadyz")) {
                return own;
            }
            if (token != Token.RIGHT) {
                return "401 unauthorized";
            }
            return switch (header) {
                case ABSENT, DEFAULT -> own;
                case OTHER -> foreign;
                case UNKNOWN -> "404 not_found";
                case MALFORMED -> "400 invalid_request";
            };
        }
    }

    private enum Token {
        NO,
        WRONG,
        RIGHT;

        Ask on(Ask ask) {
            return switch (this) {
                case NO -> ask;
                case WRONG -> ask.header("Authorization", "Bearer x" + TOKEN);
                case RIGHT -> ask.header("Authorization", "Bearer " + TOKEN);
            };
        }
    }

    private enum Header {
        ABSENT,
        DEFAULT,
        OTHER,
        UNKNOWN,
        MALFORMED;

        boolean own() {
            return this == ABSENT || this == DEFAULT;
        }

        Ask on(Ask ask) {
            return switch (this) {
                case ABSENT -> ask;
                case DEFAULT -> ask.header("X-Tenant-ID", "1");
                case OTHER -> ask.header("X-Tenant-ID", AuthorizationMatrixTest.OTHER.toString());
                case UNKNOWN -> ask.header("X-Tenant-ID", "9223372036854775807");
                case MALFORMED -> ask.header("X-Tenant-ID", "9223372036854775808");
            };
        }
    }

    /** A game of the default tenant on a version of its own. */
    private static final class Place {
        private static final AtomicInteger COUNT = new AtomicInteger();

        private final int number = COUNT.incrementAndGet();
        private final String version = "1.0." + number;
        private final String game = UUID.randomUUID().toString();
        private final Surface surface;

        Place(Surface surface) {
            this.surface = surface;
            versions().create(TenantId.DEFAULT, engineVersion());
            assertThat(surface.ggscale.registrar().register(request())).isInstanceOf(Registration.Registered.class);
        }

        private EngineVersions versions() {
            return surface.ggscale.storage().engineVersions();
        }

        private EngineVersion engineVersion() {
            Instant now = Instant.parse("2026-01-01T00:00:00Z");
            return new EngineVersion(
                    SemanticVersion.parse(version),
                    ImageRef.parse("in-process:stub"),
                    EngineOptions.NONE,
                    EngineVersion.Status.ACTIVE,
                    now,
                    now);
        }

        private NewRuntime request() {
            return new NewRuntime(
                    key(),
                    SemanticVersion.parse(version),
                    TurnSchedule.parse("0 18 * * *"),
                    Optional.empty(),
                    List.of(new Member(new UserId("ada"), new RaceName("Terrans"))));
        }

        private GameKey key() {
            return new GameKey(TenantId.DEFAULT, GameId.parse(game));
        }

        /** Returns whatever an intruder might have changed. */
        Object state() {
            return List.of(
                    surface.ggscale.storage().runtimeRecords().find(key()),
                    surface.ggscale.storage().memberships().load(key()),
                    versions().find(TenantId.DEFAULT, SemanticVersion.parse(version)),
                    List.copyOf(surface.game(game).requests),
                    List.copyOf(surface.game(game).banished));
        }

        String game(String rest) {
            return Surface.API + "/games/" + game + rest;
        }

        String runtime(String rest) {
            return Surface.API + "/runtimes/" + game + rest;
        }

        String version(String rest) {
            return Surface.API + "/engine-versions/" + version + rest;
        }

        Ask registration() {
            return Ask.post(Surface.API + "/games/" + UUID.randomUUID() + "/register-runtime")
                    .json("{\"target_engine_version\": \"" + version + "\", \"turn_schedule\": \"@daily\","
                            + " \"members\": [{\"user_id\": \"ada\", \"race_name\": \"Terrans\"}]}");
        }

        Ask play(Ask ask) {
            return ask.user("ada").json("{\"commands\": []}");
        }
    }
}
