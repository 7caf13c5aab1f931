package org.ggscale.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.UserId;

/**
 * Something that happened to a game, stored in the same transaction as the change that caused it.
 *
 * <p>The JSON form of each is in the AsyncAPI document.
 */
public sealed interface RuntimeEvent {
    /** Returns the game it happened to. */
    GameId gameId();

    /** Returns the discriminator {@code event_type}. */
    String eventType();

    /** Returns the channel that carries it. */
    Channel channel();

    /** The game's state after a change. */
    record SnapshotUpdate(
            GameId gameId,
            long currentTurn,
            RuntimeStatus runtimeStatus,
            EngineHealth engineHealthSummary,
            List<PlayerTurnStats> playerTurnStats,
            Instant occurredAt)
            implements RuntimeEvent {
        /** Copies the stats. */
        public SnapshotUpdate {
            playerTurnStats = List.copyOf(playerTurnStats);
        }

        @Override
        public String eventType() {
            return "runtime_snapshot_update";
        }

        @Override
        public Channel channel() {
            return Channel.LOBBY;
        }
    }

    /** The last turn of a game; published instead of a snapshot. */
    record GameFinished(
            GameId gameId,
            long finalTurnNumber,
            RuntimeStatus runtimeStatus,
            List<PlayerTurnStats> playerTurnStats,
            Instant finishedAt)
            implements RuntimeEvent {
        /** Copies the stats. */
        public GameFinished {
            playerTurnStats = List.copyOf(playerTurnStats);
        }

        @Override
        public String eventType() {
            return "game_finished";
        }

        @Override
        public Channel channel() {
            return Channel.LOBBY;
        }
    }

    /**
     * Something users, or with no recipients the operators, should be told once.
     *
     * @param kind such as {@code game.turn.ready}
     * @param idempotencyKey the same for every copy of one notification
     * @param payload texts, whole numbers and booleans ({@code String}, {@code Long}, {@code Boolean}) by name
     */
    record Notification(
            GameId gameId, String kind, String idempotencyKey, List<UserId> recipients, Map<String, Object> payload)
            implements RuntimeEvent {
        /** Copies the collections. */
        public Notification {
            recipients = List.copyOf(recipients);
            payload = Map.copyOf(payload);
        }

        /**
         * Returns what the operators are told of an engine that did not start; nothing of any other failure.
         *
         * @param occasion tells this failure from any other of the game
         */
        public static List<RuntimeEvent> ofFailedStart(GameId gameId, ImageRef image, Failure failure, UUID occasion) {
            if (!failure.code().isFailedStart()) {
                return List.of();
            }
            return List.of(new Notification(
                    gameId,
                    "runtime." + failure.code().wireName(),
                    "runtime-failed:" + gameId + ":" + occasion,
                    List.of(),
                    Map.of("game_id", gameId.toString(), "image_ref", image.text(), "reason", failure.message())));
        }

        @Override
        public String eventType() {
            return "notification";
        }

        @Override
        public Channel channel() {
            return Channel.NOTIFICATIONS;
        }
    }

    /** A stream of events. */
    enum Channel {
        LOBBY,
        NOTIFICATIONS;

        /** Returns the name in the API, such as {@code lobby}. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
