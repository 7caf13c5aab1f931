package org.ggscale.core.turn.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ggscale.core.turn.model.Host.Phase;
import org.ggscale.core.turn.model.Row.Owner;
import org.ggscale.core.turn.model.Row.Status;

/** Ways to recover a turn whose host died: 2 ticks, 2 crashes, 2 lost answers, 3 takeovers. */
record TurnModel(Set<Rule> rules) implements Model<World> {
    private static final int TICKS = 2;
    private static final int CRASHES = 2;
    private static final int LOSSES = 2;
    private static final int TAKEOVERS = 3;

    /** What a protocol does; without any it claims, calls and writes back. */
    enum Rule {
        /** A turn whose host is gone is put back and ticked again. */
        RESET,
        /** A turn whose host is gone is taken over under a new epoch. */
        TAKEOVER,
        /** A takeover may come while the owner lives: a lease ran out. */
        LEASE,
        /** Whoever recovers asks the engine for its turn before calling again. */
        STATUS_FIRST,
        /** Whoever recovers first restarts the engine, so that calls on their way to it are gone. */
        FENCE,
        /** The fence goes to an engine at a new address; late calls to the old one die. */
        NEW_ADDRESS,
        /** The fence does not look at the epoch. */
        BLIND_FENCE,
        /** The engine compares its turn with the expected one. */
        CONDITIONAL,
        /** The commit compares the epoch. */
        EPOCH_GUARD,
        /** A host looks at the epoch again before it calls. */
        RECHECK
    }

    static TurnModel of(Rule... rules) {
        return new TurnModel(rules.length == 0 ? Set.of() : EnumSet.copyOf(List.of(rules)));
    }

    private boolean has(Rule rule) {
        return rules.contains(rule);
    }

    @Override
    public World initial() {
        return World.INITIAL;
    }

    @Override
    public List<Step<World>> steps(World world) {
        var steps = new ArrayList<Step<World>>();
        for (int host = 0; host < 2; host++) {
            new Turns(world, host, steps).collect(CRASHES);
        }
        var delivery = new Delivery(has(Rule.CONDITIONAL), has(Rule.NEW_ADDRESS));
        for (int call = 0; call < world.calls().size(); call++) {
            steps.add(delivery.of(world, call, TurnModel::heard));
        }
        return steps;
    }

    private static Host heard(Host host, Call call, boolean played, int turn) {
        return played || turn == call.target() ? host.to(Phase.GOT, turn) : host.to(Phase.PARK, 0);
    }

    @Override
    public Set<Fault> faults(World world, List<Step<World>> steps) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        int turn = world.engine().turn();
        if (turn > world.spent().ticks() || turn > world.row().target()) {
            faults.add(Fault.DOUBLE);
        }
        if (isQuiet(world, steps)) {
            boolean waits = has(Rule.TAKEOVER) && world.spent().takeovers() == TAKEOVERS;
            if (world.row().is(Status.IN_PROGRESS) && !waits) {
                faults.add(Fault.STUCK);
            }
            if (world.row().is(Status.RUNNING) && world.spent().ticks() == TICKS && turn < TICKS) {
                faults.add(Fault.LOST);
            }
        }
        return faults;
    }

    private static boolean isQuiet(World world, List<Step<World>> steps) {
        return world.calls().isEmpty()
                && world.first().is(Phase.IDLE)
                && world.second().is(Phase.IDLE)
                && steps.stream().allMatch(step -> step.action().equals("crash"));
    }

    /** The steps of one host. */
    private final class Turns extends HostSteps {
        Turns(World world, int index, List<Step<World>> steps) {
            super(world, index, steps);
        }

        @Override
        void live() {
            switch (host.phase()) {
                case IDLE -> idle();
                case RECOVER -> recover();
                case FENCED -> ask();
                case CLAIMED -> claimed();
                case READY -> add("send", world.send(index));
                case SENT -> sent();
                case GOT -> end("commit", row.committed(host.seen()));
                case FAIL, PARK -> end("park", row.released(Status.FAILED));
                case DEAD, DOUBT, FENCE -> throw new IllegalStateException(host.toString());
            }
        }

        private void idle() {
            if (row.is(Status.RUNNING) && world.spent().ticks() < TICKS) {
                Row claimed = row.claimed(index);
                add(
                        "claim",
                        work(claimed, Phase.CLAIMED, world.engine().address())
                                .with(world.spent().tick(1)));
            }
            if (row.is(Status.IN_PROGRESS)) {
                boolean gone = isGone(row.owner());
                if (has(Rule.RESET) && gone) {
                    add(
                            "reset",
                            world.with(row.released(Status.RUNNING))
                                    .with(world.spent().tick(-1)));
                }
                if (has(Rule.TAKEOVER)
                        && (gone || has(Rule.LEASE))
                        && world.spent().takeovers() < TAKEOVERS) {
                    World taken = work(
                            row.takenOver(index), Phase.RECOVER, world.engine().address());
                    add("takeover", taken.with(world.spent().takeover()));
                }
            }
        }

        private boolean isGone(Owner owner) {
            return owner.host() < 0
                    || world.host(owner.host()).is(Phase.DEAD)
                    || world.host(owner.host()).is(Phase.IDLE);
        }

        private void recover() {
            if (!has(Rule.FENCE)) {
                add("pass", host.to(Phase.FENCED));
            } else if (row.epoch() == host.epoch() || has(Rule.BLIND_FENCE)) {
                int address = world.engine().address() + (has(Rule.NEW_ADDRESS) ? 1 : 0);
                add("fence", world.fenced(address).with(index, host.to(Phase.FENCED, address)));
            } else {
                add("stale", Host.IDLE);
            }
        }

        private void ask() {
            int turn = world.engine().turn();
            if (!has(Rule.STATUS_FIRST)) {
                add("again", host.to(Phase.CLAIMED));
            } else if (turn == host.target()) {
                add("adopt", host.to(Phase.GOT, turn));
            } else if (turn < host.target()) {
                add("behind", host.to(Phase.CLAIMED));
            } else {
                add("skew", host.to(Phase.PARK, 0));
            }
        }

        private void claimed() {
            boolean stale = has(Rule.RECHECK) && row.epoch() != host.epoch();
            add(stale ? "stale" : "ready", stale ? Host.IDLE : host.to(Phase.READY));
        }

        private void sent() {
            if (world.spent().losses() < LOSSES) {
                Host doubting = host.to(has(Rule.TAKEOVER) ? Phase.RECOVER : Phase.FAIL);
                add("timeout", world.with(index, doubting).with(world.spent().loss()));
            }
        }

        private void end(String action, Row next) {
            boolean wins = row.is(Status.IN_PROGRESS) && (row.epoch() == host.epoch() || !has(Rule.EPOCH_GUARD));
            World idle = world.with(index, Host.IDLE);
            add(wins ? action : "lose", wins ? idle.with(next) : idle);
        }
    }
}
