package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** A backend in memory with an internal listener in front of it. */
final class Surface implements AutoCloseable {
    static final String API = "/api/v1/internal";

    final Map<GameId, StubGame> games = new ConcurrentHashMap<>();
    final StubEngines engines = new StubEngines();
    final GgScale ggscale;
    final InternalListener listener;
    private @Nullable MemoryConnector memory;

    Surface() {
        this(backend -> backend, listener -> listener);
    }

    Surface(UnaryOperator<GgScaleBuilder> backend, UnaryOperator<InternalListener.Builder> front) {
        ggscale = backend.apply(GgScale.builder()
                        .engine("stub", this::game)
                        .engineClient(engines)
                        .shutdownTimeout(Duration.ofSeconds(1))
                        .ticker(tick -> () -> {}))
                .build();
        ggscale.start();
        listener = front.apply(InternalListener.builder(ggscale)).build();
        try {
            listener.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StubGame game(GameId gameId) {
        return games.computeIfAbsent(gameId, id -> new StubGame());
    }

    StubGame game(String gameId) {
        return game(GameId.parse(gameId));
    }

    Wire wire() {
        return new Wire(listener.address());
    }

    /** Opens a connection to the same listener that does not leave memory. */
    synchronized Wire memoryWire() {
        if (memory == null) {
            memory = MemoryConnector.start(listener.server());
        }
        return new Wire(memory.socket());
    }

    /** Sends a request and holds the answer to the contract. */
    Reply ask(Ask ask) {
        Reply reply = exchange(ask);
        Contract.check(ask, reply);
        return reply;
    }

    /** Sends a request; the answer is not looked at. */
    Reply exchange(Ask ask) {
        try (Wire wire = wire()) {
            return wire.send(ask.bytes()).reply(ask.method().equals("HEAD"));
        }
    }

    /** Adds an engine version that starts stub games. */
    void version(String version) {
        ask(version(version, "in-process:stub")).is(201);
    }

    static Ask version(String version, String imageRef) {
        return Ask.post(API + "/engine-versions")
                .json("{\"version\": \"%s\", \"image_ref\": \"%s\"}".formatted(version, imageRef));
    }

    /** Registers a game of ada and bob on version 1.0.0, and returns its id. */
    String register() {
        if (exchange(Ask.get(API + "/engine-versions/1.0.0")).status() == 404) {
            version("1.0.0");
        }
        String game = UUID.randomUUID().toString();
        ask(registration(game)).is(201);
        return game;
    }

    /** Lets events happen to a registered game that change nothing else. */
    void happen(String game, RuntimeEvent... events) {
        RuntimeRecords records = ggscale.storage().runtimeRecords();
        RuntimeRecord record =
                records.find(new GameKey(TenantId.DEFAULT, GameId.parse(game))).orElseThrow();
        RuntimeRecord next = record.next(record.status(), record.updatedAt()).build();
        var stored = records.replace(new RuntimeRecords.Change(record, next, List.of(events), Optional.empty()));
        assertThat(stored).isInstanceOf(RuntimeRecords.Replacement.Replaced.class);
    }

    static Ask registration(String game) {
        return Ask.post(API + "/games/" + game + "/register-runtime").json("""
                {"target_engine_version": "1.0.0", "turn_schedule": "0 18 * * *", "members": [
                  {"user_id": "ada", "race_name": "Terrans"}, {"user_id": "bob", "race_name": "Vegans"}]}""");
    }

    /** Registers a game whose engine is somebody else's. */
    static Ask externalRegistration(String game) {
        return Ask.post(API + "/games/" + game + "/register-runtime").json("""
                {"target_engine_version": "1.0.0", "turn_schedule": "@every 5s",
                 "engine_endpoint": "http://127.0.0.1:9/games/7",
                 "members": [{"user_id": "ada", "race_name": "Terrans"}]}""");
    }

    @Override
    public void close() {
        listener.close();
        ggscale.close();
    }
}
