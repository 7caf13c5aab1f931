package org.ggscale.core.play;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;

/** Passes players' commands, orders and reports to the engine, under the race that is really theirs. */
public final class Play {
    private final RuntimeRecords records;
    private final Rosters rosters;
    private final EngineClient engines;
    private final NodeId node;
    private final Duration timeout;

    /** Creates the hot path. */
    public Play(RuntimeRecords records, Rosters rosters, EngineClient engines, NodeId node, Duration timeout) {
        this.records = records;
        this.rosters = rosters;
        this.engines = engines;
        this.node = node;
        this.timeout = timeout;
    }

    /**
     * Sends immediate commands.
     *
     * @param array the bytes of a JSON array, already checked
     */
    public PlayOutcome commands(GameKey key, UserId user, byte[] array) {
        return call(key, user, false, race -> new EngineRequest.Commands(race, array));
    }

    /**
     * Sends orders for the coming turn.
     *
     * @param array the bytes of a JSON array, already checked
     */
    public PlayOutcome orders(GameKey key, UserId user, byte[] array) {
        return call(key, user, false, race -> new EngineRequest.Orders(race, array));
    }

    /** Reads the orders the user has sent for a turn. */
    public PlayOutcome storedOrders(GameKey key, UserId user, long turn) {
        return call(key, user, false, race -> new EngineRequest.StoredOrders(race, turn));
    }

    /** Reads the user's report of a turn, also after the game has finished. */
    public PlayOutcome report(GameKey key, UserId user, long turn) {
        return call(key, user, true, race -> new EngineRequest.Report(race, turn));
    }

    private PlayOutcome call(
            GameKey key, UserId user, boolean whenFinished, Function<RaceName, EngineRequest> request) {
        Optional<RuntimeRecord> found = records.find(key);
        if (found.isEmpty()) {
            return new PlayOutcome.NotFound();
        }
        RuntimeRecord record = found.get();
        Optional<PlayOutcome> closed = closed(record, whenFinished);
        if (closed.isPresent()) {
            return closed.get();
        }
        return rosters.of(key)
                .activeRace(user)
                .map(race -> relay(record, request.apply(race)))
                .orElseGet(PlayOutcome.Forbidden::new);
    }

    private Optional<PlayOutcome> closed(RuntimeRecord record, boolean whenFinished) {
        Optional<NodeId> home = record.engine().node();
        if (home.isPresent() && !home.get().equals(node)) {
            return Optional.of(new PlayOutcome.OtherNode(home.get().value()));
        }
        if (record.status() == RuntimeStatus.GENERATION_IN_PROGRESS && !record.paused()) {
            return Optional.of(new PlayOutcome.TurnAlreadyClosed());
        }
        // What has finished cannot be resumed, so the flag counts no more.
        boolean open = record.status() == RuntimeStatus.FINISHED
                ? whenFinished
                : record.status() == RuntimeStatus.RUNNING && !record.paused();
        return open ? Optional.empty() : Optional.of(new PlayOutcome.NotRunning(record.status(), record.paused()));
    }

    private PlayOutcome relay(RuntimeRecord record, EngineRequest request) {
        EngineEndpoint endpoint = record.engine().endpoint().orElseThrow();
        return new PlayOutcome.Answered(engines.relay(endpoint, record.key().gameId(), request, timeout));
    }
}
