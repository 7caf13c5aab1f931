package org.ggscale.core.turn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One state: the row, the engine, the calls on their way, two hosts, and what was used up of each kind of mishap.
 *
 * @param calls sorted, so that equal worlds are equal
 */
record World(Row row, Engine engine, List<Call> calls, Host first, Host second, Spent spent, History history) {
    static final World INITIAL = new World(
            Row.INITIAL,
            new Engine(0, 0),
            List.of(),
            Host.IDLE,
            Host.IDLE,
            new Spent(0, 0, 0, 0, 0, 0, 0, 0),
            new History(Optional.empty(), 0));

    /** The engine's turn, and how often it was recreated elsewhere. */
    record Engine(int turn, int address) {}

    /** How often each bounded thing has happened. */
    record Spent(
            int ticks, int crashes, int losses, int takeovers, int stops, int failovers, int restarts, int probes) {
        Spent tick(int change) {
            return new Spent(ticks + change, crashes, losses, takeovers, stops, failovers, restarts, probes);
        }

        Spent crash() {
            return new Spent(ticks, crashes + 1, losses, takeovers, stops, failovers, restarts, probes);
        }

        Spent loss() {
            return new Spent(ticks, crashes, losses + 1, takeovers, stops, failovers, restarts, probes);
        }

        Spent takeover() {
            return new Spent(ticks, crashes, losses, takeovers + 1, stops, failovers, restarts, probes);
        }

        Spent stop() {
            return new Spent(ticks, crashes, losses, takeovers, stops + 1, failovers, restarts, probes);
        }

        Spent failover() {
            return new Spent(ticks, crashes, losses, takeovers, stops, failovers + 1, restarts, probes);
        }

        Spent restart() {
            return new Spent(ticks, crashes, losses, takeovers, stops, failovers, restarts + 1, probes);
        }

        Spent probe() {
            return new Spent(ticks, crashes, losses, takeovers, stops, failovers, restarts, probes + 1);
        }
    }

    /**
     * What outlives the row.
     *
     * @param replica the row before the last claim, to which a failover may return
     * @param highest the highest target ever claimed
     */
    record History(Optional<Row> replica, int highest) {
        History claimed(Row before, boolean mayFailOver) {
            Optional<Row> kept = mayFailOver ? Optional.of(before) : Optional.empty();
            return new History(kept, Math.max(highest, before.current() + 1));
        }

        History caughtUp() {
            return new History(Optional.empty(), highest);
        }
    }

    Host host(int index) {
        return index == 0 ? first : second;
    }

    World with(Row next) {
        return new World(next, engine, calls, first, second, spent, history);
    }

    World with(Engine next) {
        return new World(row, next, calls, first, second, spent, history);
    }

    World with(int index, Host next) {
        return index == 0
                ? new World(row, engine, calls, next, second, spent, history)
                : new World(row, engine, calls, first, next, spent, history);
    }

    World with(Spent next) {
        return new World(row, engine, calls, first, second, next, history);
    }

    World with(History next) {
        return new World(row, engine, calls, first, second, spent, next);
    }

    World send(int index) {
        Host host = host(index);
        var more = new ArrayList<>(calls);
        more.add(new Call(index, host.epoch(), host.target(), host.seen()));
        more.sort(Call.ORDER);
        return withCalls(List.copyOf(more)).with(index, host.to(Host.Phase.SENT));
    }

    World without(int call) {
        var fewer = new ArrayList<>(calls);
        fewer.remove(call);
        return withCalls(List.copyOf(fewer));
    }

    /** Recreates the engine elsewhere, or in place: either way the calls on their way are gone. */
    World fenced(int address) {
        return withCalls(List.of()).with(new Engine(engine.turn(), address));
    }

    private World withCalls(List<Call> next) {
        return new World(row, engine, next, first, second, spent, history);
    }
}
