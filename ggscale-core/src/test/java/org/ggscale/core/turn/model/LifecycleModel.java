package org.ggscale.core.turn.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ggscale.core.turn.model.Host.Phase;
import org.ggscale.core.turn.model.Row.Status;
import org.ggscale.core.turn.model.World.Engine;

/**
 * The product's protocol, status first, then fence, then one call, and what surrounds it: 2 ticks, 1 crash, 2 lost answers,
 * 3 takeovers, 1 stop, 1 failover, 1 restart, 1 change of the health.
 */
record LifecycleModel(Set<Rule> rules) implements Model<World> {
    private static final int TICKS = 2;
    private static final int CRASHES = 1;
    private static final int LOSSES = 2;
    private static final int TAKEOVERS = 3;
    private static final int RESTARTS = 1;
    private static final int PROBES = 1;

    /** What differs from case to case. */
    enum Rule {
        /** The engine compares its turn with the expected one. */
        CONDITIONAL,
        /** Recovery recreates a plain engine at a new address. */
        NEW_ADDRESS,
        /** An unreachable game with a pending target is reconciled, rather than running again when the turns are equal. */
        RECONCILE_UNREACHABLE,
        /** An operator may stop and restart the game. */
        STOP,
        /** The stop does not raise the epoch. */
        SILENT_STOP,
        /** A restart brings the engine up at a new address. */
        RESTART_ELSEWHERE,
        /** An operator may restart the engine in any state; a pending target is then reconciled, not run over. */
        RESTART,
        /** The commit compares the epoch alone, not the status. */
        EPOCH_ALONE,
        /** A failover of the database may undo the last claim. */
        FAILOVER,
        /** A host asks for the status before every first call. */
        PRECHECK,
        /** A host that stops gives back a claim whose call it never sent. */
        RELEASE_UNSENT,
        /** A host that stops gives back a claim whose call may have arrived. */
        RELEASE_IN_DOUBT,
        /** A probe may write the health of a game that nobody plays or starts, and raise the epoch. */
        PROBE
    }

    static LifecycleModel of(Rule... rules) {
        return new LifecycleModel(EnumSet.copyOf(List.of(rules)));
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
        operate(world, steps);
        var delivery = new Delivery(has(Rule.CONDITIONAL), has(Rule.NEW_ADDRESS));
        for (int call = 0; call < world.calls().size(); call++) {
            steps.add(delivery.of(world, call, LifecycleModel::heard));
        }
        return steps;
    }

    private void operate(World world, List<Step<World>> steps) {
        Row row = world.row();
        boolean stoppable = !row.is(Status.STOPPED) && !row.is(Status.STARTING) && !row.is(Status.FAILED);
        if (has(Rule.STOP) && world.spent().stops() == 0 && stoppable) {
            Row stopped = row.moved(Status.STOPPED, has(Rule.SILENT_STOP) ? 0 : 1);
            steps.add(
                    new Step<>("stop", 0, world.with(stopped).with(world.spent().stop())));
        }
        boolean idle = row.is(Status.RUNNING) || row.is(Status.FAILED) || row.is(Status.UNREACHABLE);
        if (has(Rule.PROBE) && idle && world.spent().probes() < PROBES) {
            World probed = world.with(row.moved(row.status(), 1));
            steps.add(new Step<>("probe", 0, probed.with(world.spent().probe())));
        }
        world.history().replica().ifPresent(replica -> {
            World before = world.with(replica).with(world.history().caughtUp());
            steps.add(new Step<>("failover", 0, before.with(world.spent().failover())));
        });
    }

    private static Host heard(Host host, Call call, boolean played, int turn) {
        if (turn == call.target()) {
            return host.to(Phase.GOT, turn);
        }
        return played ? host.to(Phase.DOUBT, call.address()) : host.to(Phase.PARK, 0);
    }

    @Override
    public Set<Fault> faults(World world, List<Step<World>> steps) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (world.engine().turn() > world.history().highest()) {
            faults.add(Fault.DOUBLE);
        }
        if (world.row().is(Status.STOPPED)
                && steps.stream().anyMatch(step -> step.action().equals("commit"))) {
            faults.add(Fault.RESURRECT);
        }
        return faults;
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
                case FENCE -> fence();
                case FENCED -> ask(Phase.READY);
                case READY -> ready();
                case SENT -> sent();
                case DOUBT -> doubt();
                case GOT ->
                    end(
                            "commit",
                            world.with(row.committed(host.seen()))
                                    .with(world.history().caughtUp()));
                case PARK -> end("park", world.with(row.released(Status.FAILED)));
                case RESTART -> bringUp();
                case RESTARTED -> restarted();
                case CLAIMED -> {
                    release();
                    add("proceed", host.to(Phase.READY));
                }
                case DEAD, FAIL -> throw new IllegalStateException(host.toString());
            }
        }

        private void idle() {
            switch (row.status()) {
                case RUNNING -> claim();
                case IN_PROGRESS -> takeOver("takeover");
                case UNREACHABLE -> answered();
                case STOPPED -> start();
                case STARTING -> add("abandoned", world.with(row.moved(Status.UNREACHABLE, 1)));
                case FAILED -> {}
            }
            beginRestart();
        }

        private void beginRestart() {
            boolean allowed = !row.is(Status.STARTING) && !row.is(Status.IN_PROGRESS);
            if (has(Rule.RESTART) && allowed && world.spent().restarts() < RESTARTS) {
                World begun = work(
                        row.moved(Status.STARTING, 1),
                        Phase.RESTART,
                        world.engine().address());
                add("restart", begun.with(world.spent().restart()));
            }
        }

        /** A host that lost the game meanwhile brings its engine up all the same: nothing compares an epoch there. */
        private void bringUp() {
            int address = world.engine().address() + (has(Rule.RESTART_ELSEWHERE) ? 1 : 0);
            Engine moved = new Engine(world.engine().turn(), address);
            add("up", world.with(moved).with(index, host.to(Phase.RESTARTED, address)));
        }

        private void restarted() {
            if (row.epoch() != host.epoch()) {
                add("stale", Host.IDLE);
                return;
            }
            World unreachable = world.with(row.moved(Status.UNREACHABLE, 1)).with(index, Host.IDLE);
            if (world.spent().losses() < LOSSES) {
                add("mute", unreachable.with(world.spent().loss()));
            }
            int turn = world.engine().turn();
            if (row.pending() && (turn == row.current() || turn == row.target())) {
                add("reconcile", work(row.takenOver(index), Phase.FENCED, host.seen()));
            } else if (!row.pending() && turn == row.current()) {
                add("run", world.with(row.resumed(turn)).with(index, Host.IDLE));
            } else {
                add("skew", unreachable);
            }
        }

        private void claim() {
            if (world.spent().ticks() < TICKS) {
                boolean mayFailOver = has(Rule.FAILOVER) && world.spent().failovers() == 0;
                Phase next = has(Rule.RELEASE_UNSENT) ? Phase.CLAIMED : Phase.READY;
                World claimed = work(row.claimed(index), next, world.engine().address());
                add(
                        "claim",
                        claimed.with(world.history().claimed(row, mayFailOver))
                                .with(world.spent().tick(1)));
            }
        }

        private void takeOver(String action) {
            if (world.spent().takeovers() < TAKEOVERS) {
                World taken =
                        work(row.takenOver(index), Phase.RECOVER, world.engine().address());
                add(action, taken.with(world.spent().takeover()));
            }
        }

        /** An engine that was unreachable answers. */
        private void answered() {
            if (!has(Rule.RECONCILE_UNREACHABLE)) {
                resume("resume", world);
            } else if (row.pending()) {
                takeOver("reconcile");
            } else {
                add("resume", world.with(row.resumed(row.current())));
            }
        }

        private void start() {
            Engine engine = world.engine();
            Engine moved = new Engine(engine.turn(), engine.address() + (has(Rule.RESTART_ELSEWHERE) ? 1 : 0));
            resume("start", world.with(moved));
        }

        private void resume(String action, World from) {
            int turn = world.engine().turn();
            if (turn == row.current() || turn == row.current() + 1) {
                add(action, from.with(row.resumed(turn)));
            }
        }

        private void recover() {
            if (world.spent().losses() < LOSSES && guarded()) {
                World parked = world.with(row.moved(Status.UNREACHABLE, 1)).with(index, Host.IDLE);
                add("silence", parked.with(world.spent().loss()));
            }
            ask(has(Rule.NEW_ADDRESS) ? Phase.FENCE : Phase.READY);
        }

        private void ask(Phase behind) {
            int turn = world.engine().turn();
            if (turn == host.target()) {
                add("adopt", host.to(Phase.GOT, turn));
            } else if (turn == host.target() - 1) {
                add("behind", host.to(behind));
            } else {
                add("skew", host.to(Phase.PARK, 0));
            }
        }

        private void fence() {
            if (row.epoch() == host.epoch()) {
                int address = world.engine().address() + 1;
                add("fence", world.fenced(address).with(index, host.to(Phase.FENCED, address)));
            } else {
                add("stale", Host.IDLE);
            }
        }

        private void release() {
            if (guarded()) {
                add("release", world.with(row.moved(Status.RUNNING, 1)).with(index, Host.IDLE));
            }
        }

        private void ready() {
            int turn = world.engine().turn();
            if (has(Rule.PRECHECK) && turn != host.target() - 1) {
                add("precheck", host.to(turn == host.target() ? Phase.GOT : Phase.PARK, turn));
            } else {
                add("send", world.send(index));
            }
        }

        private void sent() {
            if (world.spent().losses() < LOSSES) {
                add(
                        "timeout",
                        world.with(index, host.to(Phase.DOUBT))
                                .with(world.spent().loss()));
            }
        }

        private void doubt() {
            if (has(Rule.RELEASE_IN_DOUBT)) {
                release();
            }
            if (guarded() && world.spent().takeovers() < TAKEOVERS) {
                World mine = work(row.renewed(index), Phase.RECOVER, host.seen());
                add("doubt", mine.with(world.spent().takeover()));
            } else {
                add("giveup", Host.IDLE);
            }
        }

        private void end(String action, World done) {
            add(guarded() ? action : "lose", (guarded() ? done : world).with(index, Host.IDLE));
        }

        private boolean guarded() {
            return row.epoch() == host.epoch() && (has(Rule.EPOCH_ALONE) || row.is(Status.IN_PROGRESS));
        }
    }
}
