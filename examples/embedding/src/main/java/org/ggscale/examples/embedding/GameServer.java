package org.ggscale.examples.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.engine.EngineAnswer;
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
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;

/** A game server with a loop and a lobby of its own, that plays games of {@link LowestNumber} on ggscale. */
public final class GameServer implements AutoCloseable {
    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");

    private final GameLoop loop;
    private final GgScale ggscale;
    private final Lobby lobby;

    /**
     * Puts ggscale into the server; nothing runs yet.
     *
     * @param platform says where the games are kept
     * @param cursor where the lobby goes on reading; empty the first time
     * @param players hears what happens in the games
     */
    public GameServer(
            GameLoop loop,
            GgScaleBuilder platform,
            LongSupplier nanoTime,
            Optional<String> cursor,
            Consumer<RuntimeEvent> players) {
        this.loop = loop;
        ggscale = platform.engine("lowest-number", game -> new LowestNumber(3))
                .ticker(new LoopTicker(loop, nanoTime))
                .nanoTime(nanoTime)
                .build();
        lobby = new Lobby(ggscale.storage().runtimeEvents(), cursor, players, nanoTime);
    }

    /** Begins to play. */
    public void open() {
        ggscale.start();
        Instant now = ggscale.host().now();
        EngineVersion version = new EngineVersion(
                VERSION,
                ImageRef.parse("in-process:lowest-number"),
                EngineOptions.NONE,
                EngineVersion.Status.ACTIVE,
                now,
                now);
        ggscale.storage().engineVersions().create(TenantId.DEFAULT, version);
        loop.add(lobby);
    }

    /** Begins a game of these players. */
    public GameKey begin(TurnSchedule schedule, String... players) {
        GameKey game = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
        List<Member> members = Stream.of(players)
                .map(player -> new Member(new UserId(player), new RaceName(player)))
                .toList();
        var request = new NewRuntime(game, VERSION, schedule, Optional.empty(), members);
        return switch (ggscale.registrar().register(request)) {
            case Registration.Registered registered -> game;
            case Registration.AlreadyRegistered registered -> game;
            case Registration.EngineVersionNotFound missing -> throw new IllegalStateException("no version");
            case Registration.EndpointRefused(String reason) -> throw new IllegalStateException(reason);
            case Registration.Failed failed -> throw new IllegalStateException(failed.message());
        };
    }

    /** Passes on what a player typed, and returns what the player is told. */
    public String order(GameKey game, String player, String number) {
        byte[] orders = ("[" + number + "]").getBytes(StandardCharsets.UTF_8);
        return switch (ggscale.play().orders(game, new UserId(player), orders)) {
            case PlayOutcome.Answered(EngineAnswer.Json(InputStream body)) -> read(body);
            case PlayOutcome.Answered(EngineAnswer.Refused(int status, byte[] reason)) ->
                new String(reason, StandardCharsets.UTF_8);
            case PlayOutcome.Answered(EngineAnswer broken) -> "the game has a problem, try again";
            case PlayOutcome.TurnAlreadyClosed closed -> "too late for this turn";
            case PlayOutcome.NotRunning(var status, boolean paused) -> "the game is " + status.wireName();
            case PlayOutcome.Forbidden forbidden -> "you do not play here";
            case PlayOutcome.NotFound notFound -> "no such game";
            case PlayOutcome.OtherNode(String node) -> "the game is on " + node;
        };
    }

    private static String read(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "the game has a problem, try again";
        }
    }

    /** Returns where the lobby has got to. */
    public Optional<String> cursor() {
        return lobby.cursor();
    }

    GgScale ggscale() {
        return ggscale;
    }

    /** Ends the turns in hand and leaves the loop to its other duties. */
    @Override
    public void close() {
        loop.remove(lobby);
        ggscale.close();
    }
}
