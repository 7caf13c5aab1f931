package org.ggscale.core.turn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Roster;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;

/** The events that changes of a runtime cause. */
final class TurnEvents {
    private TurnEvents() {}

    /** A turn was committed: a snapshot and the call to play, or the end of the game. */
    static List<RuntimeEvent> played(RuntimeRecord record, EngineState state, Roster roster, Instant now) {
        List<PlayerTurnStats> stats = stats(state, roster).stats();
        String gameId = record.key().gameId().toString();
        if (state.finished()) {
            return List.of(
                    new RuntimeEvent.GameFinished(
                            record.key().gameId(), state.turn(), RuntimeStatus.FINISHED, stats, now),
                    new RuntimeEvent.Notification(
                            record.key().gameId(),
                            "game.finished",
                            "game-finished:" + gameId,
                            roster.active(),
                            Map.of("game_id", gameId, "final_turn_number", state.turn())));
        }
        return List.of(
                new RuntimeEvent.SnapshotUpdate(
                        record.key().gameId(),
                        state.turn(),
                        RuntimeStatus.RUNNING,
                        record.engine().health(),
                        stats,
                        now),
                new RuntimeEvent.Notification(
                        record.key().gameId(),
                        "game.turn.ready",
                        "turn-ready:" + gameId + ":" + state.turn(),
                        roster.active(),
                        Map.of("game_id", gameId, "turn", state.turn())));
    }

    /** The status or the health changed without a turn. */
    static RuntimeEvent snapshot(RuntimeRecord record, Instant now) {
        return new RuntimeEvent.SnapshotUpdate(
                record.key().gameId(),
                record.currentTurn(),
                record.status(),
                record.engine().health(),
                List.of(),
                now);
    }

    /** The health changed, and nothing else that is told. */
    static List<RuntimeEvent> ofHealth(RuntimeRecord before, RuntimeRecord after, Instant now) {
        return before.engine().health() == after.engine().health() ? List.of() : List.of(snapshot(after, now));
    }

    /** A turn failed: the operators are told once per target and epoch. */
    static RuntimeEvent generationFailed(RuntimeRecord record, Failure failure) {
        String gameId = record.key().gameId().toString();
        return new RuntimeEvent.Notification(
                record.key().gameId(),
                "game.generation_failed",
                "generation-failed:" + gameId + ":" + record.epoch(),
                List.of(),
                Map.of(
                        "game_id",
                        gameId,
                        "turn",
                        record.currentTurn() + 1,
                        "code",
                        failure.code().wireName(),
                        "message",
                        failure.message()));
    }

    /** Maps the engine's races to players; what does not fit is left out and named. */
    static Stats stats(EngineState state, Roster roster) {
        List<PlayerTurnStats> stats = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (EngineState.Race race : state.races()) {
            Optional<UserId> player = roster.player(race.raceName());
            if (player.isEmpty() || !seen.add(race.raceName())) {
                odd.add(race.raceName());
            } else {
                stats.add(new PlayerTurnStats(player.get(), race.planets(), race.population()));
            }
        }
        roster.races().stream().filter(race -> !seen.contains(race)).forEach(odd::add);
        return new Stats(stats, odd);
    }

    /** The stats of the races that fit, and the names of those that do not. */
    record Stats(List<PlayerTurnStats> stats, List<String> odd) {}
}
