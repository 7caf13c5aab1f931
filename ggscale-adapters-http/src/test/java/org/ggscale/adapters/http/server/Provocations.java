package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ggscale.core.RejectedException;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.testkit.FaultyStorage;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedInstances;
import org.ggscale.testkit.ScriptedNetwork;

/** A backend in which everything can go wrong, and what has to be asked of it to see each refusal. */
final class Provocations implements AutoCloseable {
    private static final String API = Surface.API;
    private static final String TOKEN = "correct-horse-battery-staple-0123456789";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Faults faults = new Faults();
    private final ScriptedInstances instances = new ScriptedInstances(new ScriptedNetwork(), () -> new ScriptedGame());
    private final Surface surface = new Surface(
            backend -> backend.storage(new FaultyStorage(new InMemoryStorage(InstantSource.system()), faults.points))
                    .instances(faults.points.wrap(EngineInstances.class, instances)),
            front -> front.readiness(() -> Map.of("database", ready())));
    private final Surface guarded = new Surface(backend -> backend, front -> front.token(TOKEN));
    private final Surface impatient = new Surface(backend -> backend, front -> front.limits(impatient()));
    private volatile boolean ready = true;

    Provocations() {
        surface.version("1.0.0");
        surface.version("1.0.1");
        surface.ask(Surface.version("2.0.0", "registry.example/drift:2")).is(201);
    }

    /** Provokes a code; a new one has to be added here. */
    Reply provoke(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> surface.ask(Ask.get(API + "/runtimes/x"));
            case UNAUTHORIZED -> withToken(Ask.get(API + "/runtimes"));
            case FORBIDDEN -> play("internalGetReport", surface.register(), "eve");
            case NOT_FOUND -> surface.ask(Ask.get(API + "/runtimes/" + UUID.randomUUID()));
            case ENGINE_VERSION_NOT_FOUND -> surface.ask(Ask.get(API + "/engine-versions/9.9.9"));
            case METHOD_NOT_ALLOWED -> surface.ask(Ask.of("DELETE", API + "/runtimes"));
            case CONFLICT -> surface.ask(Surface.version("1.0.0", "in-process:stub"));
            case TURN_ALREADY_CLOSED -> whileATurnIsGenerated();
            case RUNTIME_NOT_RUNNING -> play("internalPutOrders", stopped(), "ada");
            case CURSOR_EXPIRED -> expired();
            case ENGINE_VERSION_IN_USE -> versionInUse();
            case REQUEST_TOO_LARGE -> surface.ask(stop(surface.register()).json(new byte[1024 * 1024 + 1]));
            case UNSUPPORTED_MEDIA_TYPE -> surface.ask(stop(surface.register()).body(new byte[] {1}));
            case SEMVER_PATCH_ONLY -> patched("2.0.0");
            case ENGINE_VALIDATION_ERROR -> refusedTurn();
            case START_CONFIG_INVALID -> unstarted(EngineInstances.Start.Cause.START_CONFIG_INVALID);
            case INTERNAL_ERROR -> broken("RuntimeRecords", Ask.get(API + "/runtimes"));
            case ENGINE_UNREACHABLE -> answering(new EngineAnswer.Unanswered("no answer"));
            case ENGINE_PROTOCOL_VIOLATION -> answering(new EngineAnswer.Garbled("the body is empty"));
            case ENGINE_TURN_SKEW -> skewed();
            case ENGINE_NOT_FENCED -> notFenced();
            case COMMIT_REFUSED -> refusedCommit();
            case IMAGE_PULL_FAILED -> unstarted(EngineInstances.Start.Cause.IMAGE_PULL_FAILED);
            case CONTAINER_START_FAILED -> unstarted(EngineInstances.Start.Cause.CONTAINER_START_FAILED);
            case SERVICE_UNAVAILABLE -> unavailable("RuntimeRecords", Ask.get(API + "/runtimes"));
            case DOCKER_UNAVAILABLE -> withoutDaemon();
        };
    }

    /** Provokes a status of an operation of the document; one that cannot be provoked is a mistake. */
    Reply provoke(String operation, String method, String template, int status) {
        Ask ask = ask(operation, method, template, UUID.randomUUID().toString());
        return switch (status) {
            case 200, 201, 204 -> succeed(operation, ask);
            case 202 -> undecided();
            case 400 -> surface.ask(ask.target(ask.target() + "?unknown=1"));
            case 401 -> withToken(ask);
            case 403 -> play(operation, surface.register(), "eve");
            case 404 -> absent(operation, ask);
            case 408 -> tooSlow(ask);
            case 409 -> conflict(operation);
            case 410 -> expired();
            case 413 -> surface.ask(ask.without("Content-Type").json(new byte[1024 * 1024 + 1]));
            case 414 -> surface.ask(ask.target(ask.target() + "?unknown=" + "x".repeat(8_192)));
            case 415 -> surface.ask(ask.without("Content-Type").header("Content-Type", "text/plain"));
            case 422 -> refused(operation);
            case 431 -> surface.ask(ask.header("X-Filler", "x".repeat(16_400)));
            case 500 -> broken("", ask);
            case 502 -> failed(operation);
            case 503 -> away(operation, ask);
            default -> throw new AssertionError("nobody knows how to provoke " + status + " of " + operation);
        };
    }

    private Reply away(String operation, Ask ask) {
        return switch (operation) {
            case "internalReadyz" -> notReady(ask);
            // It fails open, but for the question whether there is such a tenant.
            case "internalInvalidateMemberships" -> unavailable("", ask.header("X-Tenant-ID", "2"));
            default -> unavailable("", ask);
        };
    }

    private Reply succeed(String operation, Ask ask) {
        return switch (operation) {
            case "internalRegisterRuntime", "internalCreateEngineVersion" -> surface.ask(ask);
            case "internalListRuntimes", "internalListEngineVersions", "internalHealthz", "internalReadyz" ->
                surface.ask(ask);
            case "internalGetEngineVersion",
                    "internalResolveEngineVersionImageRef",
                    "internalUpdateEngineVersion",
                    "internalDeprecateEngineVersion" ->
                surface.ask(ask.target(ask.target().replace("9.9.9", "1.0.0")));
            case "internalDeleteEngineVersion" -> {
                surface.version("4.0.0");
                yield surface.ask(ask.target(ask.target().replace("9.9.9", "4.0.0")));
            }
            case "internalStreamEvents" -> {
                EventStream.open(surface, "").close();
                yield new Reply(200, Map.of(), new byte[0]);
            }
            default -> surface.ask(ask.target(ask.target().replaceAll("[0-9a-f-]{36}", surface.register())));
        };
    }

    private Reply absent(String operation, Ask ask) {
        return switch (operation) {
            case "internalRegisterRuntime" -> surface.ask(version(ask, "9.9.9"));
            case "internalListRuntimes",
                    "internalListEngineVersions",
                    "internalCreateEngineVersion",
                    "internalInvalidateMemberships",
                    "internalStreamEvents" -> surface.ask(ask.header("X-Tenant-ID", "2"));
            default -> surface.ask(ask);
        };
    }

    private Reply conflict(String operation) {
        return switch (operation) {
            case "internalRegisterRuntime" -> surface.ask(Surface.registration(surface.register()));
            case "internalCreateEngineVersion" -> surface.ask(Surface.version("1.0.0+again", "in-process:stub"));
            case "internalDeleteEngineVersion" -> versionInUse();
            case "internalForceNextTurn" -> force(stopped());
            case "internalPauseRuntime", "internalResumeRuntime", "internalRestartRuntime", "internalPatchRuntime" ->
                on(operation, finished());
            case "internalStopRuntime" -> surface.ask(stop(finished()).json("{\"reason\": \"late\"}"));
            default -> play(operation, stopped(), "ada");
        };
    }

    private Reply versionInUse() {
        surface.register();
        return surface.ask(Ask.of("DELETE", API + "/engine-versions/1.0.0"));
    }

    private Reply refused(String operation) {
        return switch (operation) {
            case "internalRegisterRuntime" -> unstarted(EngineInstances.Start.Cause.START_CONFIG_INVALID);
            case "internalForceNextTurn" -> refusedTurn();
            case "internalRestartRuntime" -> unrestarted(EngineInstances.Start.Cause.START_CONFIG_INVALID);
            case "internalPatchRuntime" -> patched("2.0.0");
            case "internalBanishRace" -> banished(new BanishReply.Refused(400, "no"));
            default -> answering(operation, new EngineAnswer.Refused(400, new byte[0]));
        };
    }

    private Reply failed(String operation) {
        return switch (operation) {
            case "internalRegisterRuntime" -> unstarted(EngineInstances.Start.Cause.IMAGE_PULL_FAILED);
            case "internalForceNextTurn" -> skewed();
            case "internalRestartRuntime" -> unrestarted(EngineInstances.Start.Cause.CONTAINER_START_FAILED);
            case "internalPatchRuntime" -> mute();
            case "internalBanishRace" -> banished(new BanishReply.InDoubt("no answer"));
            default -> answering(operation, new EngineAnswer.Unanswered("no answer"));
        };
    }

    private static Ask ask(String operation, String method, String template, String game) {
        Ask ask = Ask.of(method, target(template, game));
        return switch (operation) {
            case "internalRegisterRuntime" ->
                ask.json(Surface.registration(game).body());
            case "internalCreateEngineVersion" ->
                ask.json(Surface.version("3.0.0", "in-process:stub").body());
            case "internalUpdateEngineVersion" -> ask.json("{}");
            case "internalSetMembership" -> ask.json("{\"status\": \"blocked\"}");
            case "internalStopRuntime" -> ask.json("{\"reason\": \"enough\"}");
            case "internalRestartRuntime" -> ask.json("{\"move\": false}");
            case "internalPatchRuntime" -> ask.json("{\"version\": \"1.0.1\"}");
            case "internalBanishRace" -> ask.json("{\"race_name\": \"Vegans\"}");
            case "internalExecuteCommands", "internalPutOrders" ->
                ask.user("ada").json("{\"commands\": []}");
            case "internalGetOrders", "internalGetReport" -> ask.user("ada");
            default -> ask;
        };
    }

    private static String target(String template, String game) {
        return template.replace("{game_id}", game)
                .replace("{version}", "9.9.9")
                .replace("{turn}", "1")
                .replace("{user_id}", "ada");
    }

    private static Ask version(Ask registration, String version) {
        String body = new String(registration.body(), StandardCharsets.UTF_8);
        return new Ask(registration.method(), registration.target(), List.of(), new byte[0])
                .json(body.replace("1.0.0", version));
    }

    private Reply play(String operation, String game, String user) {
        return surface.ask(askOf(operation, game).without("X-User-ID").user(user));
    }

    private Reply on(String operation, String game) {
        return surface.ask(askOf(operation, game));
    }

    private Ask askOf(String operation, String game) {
        return surface.listener.routes().stream()
                .filter(route -> route.operation().equals(operation))
                .map(route -> ask(operation, route.method(), route.template(), game))
                .findFirst()
                .orElseThrow();
    }

    private Reply banished(BanishReply reply) {
        String game = surface.register();
        surface.game(game).banishReply = reply;
        return on("internalBanishRace", game);
    }

    private Reply withToken(Ask ask) {
        return guarded.ask(ask);
    }

    private Reply tooSlow(Ask ask) {
        try (Wire wire = impatient.wire()) {
            byte[] bytes = ask.bytes();
            Reply reply = wire.send(Arrays.copyOf(bytes, bytes.length - 1)).reply();
            Contract.check(ask, reply);
            return reply;
        }
    }

    private static Limits impatient() {
        Duration little = Duration.ofMillis(100);
        return new Limits(LONG, little, Duration.ZERO, LONG, LONG, little, little);
    }

    private Reply unavailable(String port, Ask ask) {
        return with(() -> faults.down(port), ask);
    }

    private Reply broken(String port, Ask ask) {
        return with(() -> faults.fail(point -> point.contains(port), IllegalStateException::new), ask);
    }

    private Reply with(Runnable fault, Ask ask) {
        fault.run();
        try {
            return surface.ask(ask);
        } finally {
            faults.heal();
        }
    }

    private Reply withoutDaemon() {
        String game = UUID.randomUUID().toString();
        return with(
                () -> faults.fail(
                        point -> point.contains("EngineInstances.start,"),
                        point -> Faults.unavailable("docker", point)),
                version(Surface.registration(game), "2.0.0"));
    }

    private Reply unstarted(EngineInstances.Start.Cause cause) {
        instances.failNextStart(cause);
        return surface.ask(version(Surface.registration(UUID.randomUUID().toString()), "2.0.0"));
    }

    /** Restarts a game whose engine is a container that does not come up. */
    private Reply unrestarted(EngineInstances.Start.Cause cause) {
        String game = surface.register();
        RuntimeRecords records = surface.ggscale.storage().runtimeRecords();
        RuntimeRecord record =
                records.find(new GameKey(TenantId.DEFAULT, GameId.parse(game))).orElseThrow();
        EngineBinding container = record.engine()
                .with(surface.ggscale
                        .storage()
                        .engineVersions()
                        .find(TenantId.DEFAULT, SemanticVersion.parse("2.0.0"))
                        .orElseThrow());
        records.replace(RuntimeRecords.Change.of(
                record,
                record.next(record.status(), record.updatedAt())
                        .engine(container)
                        .build()));
        instances.failNextStart(cause);
        return on("internalRestartRuntime", game);
    }

    private Reply patched(String version) {
        return surface.ask(askOf("internalPatchRuntime", surface.register())
                .without("Content-Type")
                .json("{\"version\": \"%s\"}".formatted(version)));
    }

    /** Patches a game whose engine answers no status. */
    private Reply mute() {
        String game = surface.register();
        surface.game(game).statusReply = reply -> new EngineReply.Unanswered("no answer");
        return on("internalPatchRuntime", game);
    }

    private Reply notReady(Ask ask) {
        ready = false;
        try {
            return surface.ask(ask);
        } finally {
            ready = true;
        }
    }

    private String ready() {
        return ready ? "ok" : "no answer";
    }

    private Reply expired() {
        surface.register();
        surface.ggscale.storage().runtimeEvents().forgetBefore(Instant.now().plusSeconds(60), 1_000);
        return surface.ask(Ask.get(API + "/events?cursor=0"));
    }

    private Reply answering(EngineAnswer answer) {
        return answering("internalGetReport", answer);
    }

    private Reply answering(String operation, EngineAnswer answer) {
        String game = surface.register();
        surface.game(game).relay = request -> answer;
        return play(operation, game, "ada");
    }

    private Reply refusedTurn() {
        String game = surface.register();
        surface.game(game).turnReply = reply -> new EngineReply.Refused(400, "no");
        return force(game);
    }

    private Reply skewed() {
        String game = surface.register();
        StubGame engine = surface.game(game);
        engine.turnReply = reply -> {
            engine.turnReply = again -> again;
            engine.turn(GameId.parse(game), 1);
            return new EngineReply.Unanswered("lost");
        };
        return force(game);
    }

    private Reply notFenced() {
        String game = UUID.randomUUID().toString();
        surface.ask(Surface.externalRegistration(game)).is(201);
        surface.engines.statusReply = new EngineReply.Answered(StubEngines.state(GameId.parse(game), 0, List.of()));
        return force(game);
    }

    private Reply refusedCommit() {
        String game = surface.register();
        return with(
                () -> faults.fail(point -> point.contains("Turns.complete,"), RejectedException::new),
                Ask.post(API + "/runtimes/" + game + "/force-next-turn"));
    }

    private Reply undecided() {
        try (Surface draining = new Surface()) {
            String game = draining.register();
            draining.ggscale.turns().drain(Duration.ZERO);
            return draining.ask(Ask.post(API + "/runtimes/" + game + "/force-next-turn"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Reply whileATurnIsGenerated() {
        String game = surface.register();
        Reply[] seen = new Reply[1];
        surface.game(game).turnReply = reply -> {
            seen[0] = play("internalExecuteCommands", game, "ada");
            return reply;
        };
        force(game).is(200);
        return seen[0];
    }

    private String stopped() {
        String game = surface.register();
        surface.ask(stop(game).json("{\"reason\": \"enough\"}")).is(200);
        return game;
    }

    private String finished() {
        String game = surface.register();
        surface.game(game).lastTurn = 1;
        force(game).is(200);
        return game;
    }

    private static Ask stop(String game) {
        return Ask.post(API + "/runtimes/" + game + "/stop");
    }

    private Reply force(String game) {
        return surface.ask(Ask.post(API + "/runtimes/" + game + "/force-next-turn"));
    }

    @Override
    public void close() {
        guarded.close();
        impatient.close();
        surface.close();
    }
}
