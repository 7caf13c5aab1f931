package org.ggscale.bench.herd;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.Member;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.PlayerTurnStats;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;

/** Claims and commits turns that no engine plays, two batches at a time; each with the events that a turn has. */
final class RowsAlone {
    /** The node of the games that are played this way, so that no host claims them. */
    static final NodeId NODE = new NodeId("rows-alone");

    private static final int LANES = 2;
    private static final int BATCH = 1_000;

    private final Turns turns;
    private final List<Member> members;
    private final OwnerId owner = new OwnerId(UUID.randomUUID());

    RowsAlone(Turns turns, List<Member> members) {
        this.turns = turns;
        this.members = members;
    }

    /** Plays what is due on {@link #NODE}, and returns how much that was. */
    int play() {
        AtomicInteger played = new AtomicInteger();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LANES; i++) {
                lanes.execute(() -> {
                    for (int batch = batch(); batch > 0; batch = batch()) {
                        played.addAndGet(batch);
                    }
                });
            }
        }
        return played.get();
    }

    private int batch() {
        Turns.Claims claims = turns.claimDue(owner, NODE, BATCH);
        return turns.complete(claims.claimed().stream()
                        .map(record -> completion(record, claims.now()))
                        .toList())
                .size();
    }

    private Completion completion(RuntimeRecord claimed, Instant now) {
        var generation = claimed.generation().orElseThrow();
        TurnRow row = new TurnRow(
                generation.target(),
                generation.scheduledFor(),
                generation.trigger(),
                claimed.epoch(),
                generation.startedAt(),
                now,
                TurnRow.Outcome.COMMITTED);
        OperationEntry operation = OperationEntry.started(
                        UUID.randomUUID(),
                        claimed.key(),
                        OperationEntry.Operation.TURN,
                        OperationEntry.Source.SCHEDULE,
                        generation.startedAt(),
                        Map.of("turn", generation.target()))
                .succeeded(now);
        return new Completion(
                claimed.key(),
                claimed.epoch(),
                owner,
                row,
                false,
                claimed.turnSchedule().advance(generation.scheduledFor(), now).next(),
                false,
                0,
                Set.of(EngineCapability.CONDITIONAL_TURN),
                events(claimed, generation.target(), now),
                operation);
    }

    private List<RuntimeEvent> events(RuntimeRecord claimed, long turn, Instant now) {
        var game = claimed.key().gameId();
        List<PlayerTurnStats> stats = members.stream()
                .map(member -> new PlayerTurnStats(member.userId(), 1, 100.0 + turn))
                .toList();
        return List.of(
                new RuntimeEvent.SnapshotUpdate(
                        game, turn, RuntimeStatus.RUNNING, claimed.engine().health(), stats, now),
                new RuntimeEvent.Notification(
                        game,
                        "game.turn.ready",
                        "turn-ready:" + game + ":" + turn,
                        members.stream().map(Member::userId).toList(),
                        Map.of("game_id", game.toString(), "turn", turn)));
    }
}
