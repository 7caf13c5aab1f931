package org.ggscale.core.turn.model;

import java.util.List;
import org.ggscale.core.turn.model.Host.Phase;
import org.ggscale.core.turn.model.Model.Step;

/** Collects what one host may do next. */
abstract class HostSteps {
    final World world;
    final Row row;
    final int index;
    final Host host;
    private final List<Step<World>> steps;

    HostSteps(World world, int index, List<Step<World>> steps) {
        this.world = world;
        this.row = world.row();
        this.index = index;
        this.host = world.host(index);
        this.steps = steps;
    }

    /** Adds the steps of a living host's phase. */
    abstract void live();

    final void collect(int crashes) {
        if (host.is(Phase.DEAD)) {
            add("restart", Host.IDLE);
            return;
        }
        if (world.spent().crashes() < crashes) {
            add("crash", world.with(index, Host.DEAD).with(world.spent().crash()));
        }
        live();
    }

    final void add(String action, World next) {
        steps.add(new Step<>(action, index, next));
    }

    final void add(String action, Host next) {
        add(action, world.with(index, next));
    }

    /** Changes the row and goes on working under its epoch. */
    final World work(Row next, Phase phase, int address) {
        return world.with(next).with(index, new Host(phase, next.epoch(), next.target(), address));
    }
}
