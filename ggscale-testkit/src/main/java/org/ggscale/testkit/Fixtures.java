package org.ggscale.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;

/**
 * Valid values for tests, fresh with every call.
 *
 * <p>Identities are counted, not drawn: a test meets the same ones in every run. Times have the microseconds that stores
 * keep; events have milliseconds.
 */
public final class Fixtures {
    /** The tenant of all fixtures that name none. */
    public static final TenantId TENANT = TenantId.DEFAULT;
    /** Another tenant; a store that knows tenants has to know this one too. */
    public static final TenantId OTHER_TENANT = new TenantId(2);
    /** The node of all fixtures that name none. */
    public static final NodeId NODE = new NodeId("node-1");
    /** Another node. */
    public static final NodeId OTHER_NODE = new NodeId("node-2");
    /** Before the present of every store. */
    public static final Instant PAST = Instant.parse("2020-02-29T23:59:58.123456Z");
    /** After the present of every store. */
    public static final Instant FUTURE = Instant.parse("2199-12-31T23:59:59.654321Z");
    /** A time of events, which keep milliseconds. */
    public static final Instant EVENT_TIME = Instant.parse("2020-02-29T23:59:58.123Z");
    /** A schedule for every hour. */
    public static final TurnSchedule SCHEDULE = TurnSchedule.parse("@hourly");
    /** The engine version that fixtures run on. */
    public static final SemanticVersion VERSION = SemanticVersion.parse("1.4.2");
    /** The image of that version. */
    public static final ImageRef IMAGE = ImageRef.parse("registry.example:5000/engine/drift:1.4.2");

    private static final AtomicLong COUNT = new AtomicLong();

    private Fixtures() {}

    /** Returns a UUID that no other call returns. */
    public static UUID newUuid() {
        return new UUID(0x0198_c2f4_7b1e_7000L, 0x8000_0000_0000_0000L | COUNT.incrementAndGet());
    }

    /** Returns a new game's id. */
    public static GameId newGameId() {
        return new GameId(newUuid());
    }

    /** Returns a new game of {@link #TENANT}. */
    public static GameKey newKey() {
        return new GameKey(TENANT, newGameId());
    }

    /** Returns the same game id in {@link #OTHER_TENANT}. */
    public static GameKey elsewhere(GameKey key) {
        return new GameKey(OTHER_TENANT, key.gameId());
    }

    /** Returns an owner that no store knows. */
    public static OwnerId newOwner() {
        return new OwnerId(newUuid());
    }

    /** Returns an active engine version with options. */
    public static EngineVersion engineVersion(String version) {
        return engineVersion(version, EngineVersion.Status.ACTIVE, Optional.of(Duration.ofSeconds(90)));
    }

    /** Returns an engine version in a status, with or without a turn timeout of its own. */
    public static EngineVersion engineVersion(
            String version, EngineVersion.Status status, Optional<Duration> turnTimeout) {
        // The blanks and the order of the members are the operator's: stores keep the text.
        EngineOptions options = new EngineOptions("{ \"z\": 1.50,  \"a\": \"é\" }", turnTimeout);
        return new EngineVersion(SemanticVersion.parse(version), IMAGE, options, status, PAST, PAST.plusSeconds(61));
    }

    /** Returns an image of every kind. */
    public static List<ImageRef> images() {
        return List.of(
                IMAGE,
                ImageRef.parse("process:[\"/opt/engine\", \"--name=\\\"x\\\"\", \"\u00e9\"]"),
                ImageRef.parse("in-process:chess"));
    }

    /** Returns a user of the game with a race and a new engine id. */
    public static PlayerMapping mapping(String userId, String raceName) {
        return new PlayerMapping(new Member(new UserId(userId), new RaceName(raceName)), newUuid());
    }

    /** Returns an operation that has begun. */
    public static OperationEntry operation(GameKey key) {
        return OperationEntry.started(
                newUuid(),
                key,
                OperationEntry.Operation.TURN,
                OperationEntry.Source.SCHEDULE,
                PAST,
                Map.of("turn", 7L, "reason", "because – \"so\""));
    }

    /** Returns the snapshot of a game at a turn. */
    public static RuntimeEvent.SnapshotUpdate snapshot(GameKey key, long turn) {
        return new RuntimeEvent.SnapshotUpdate(
                key.gameId(), turn, RuntimeStatus.RUNNING, EngineHealth.HEALTHY, stats(), EVENT_TIME);
    }

    /** Returns the end of a game at a turn. */
    public static RuntimeEvent.GameFinished gameFinished(GameKey key, long turn) {
        return new RuntimeEvent.GameFinished(key.gameId(), turn, RuntimeStatus.FINISHED, stats(), EVENT_TIME);
    }

    /** Returns a notification of two users. */
    public static RuntimeEvent.Notification notification(GameKey key, long turn) {
        return new RuntimeEvent.Notification(
                key.gameId(),
                "game.turn.ready",
                "turn-ready:" + key.gameId() + ":" + turn,
                List.of(new UserId("user-b"), new UserId("user-a")),
                Map.of("turn", turn, "final", false, "title", "Terra – \"turn\""));
    }

    private static List<PlayerTurnStats> stats() {
        return List.of(
                new PlayerTurnStats(new UserId("user-b"), 3, 1234.5),
                new PlayerTurnStats(new UserId("user-a"), 0, 0.1));
    }
}
