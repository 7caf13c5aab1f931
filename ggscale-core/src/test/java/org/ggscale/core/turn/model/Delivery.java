package org.ggscale.core.turn.model;

import org.ggscale.core.turn.model.Host.Phase;
import org.ggscale.core.turn.model.Model.Step;
import org.ggscale.core.turn.model.World.Engine;

/**
 * How calls arrive.
 *
 * @param conditional whether the engine compares its turn with the expected one; another plays whenever it is called
 * @param addressed whether calls to an address that the engine has left reach nothing
 */
record Delivery(boolean conditional, boolean addressed) {
    /** What a host makes of an answer. */
    interface Answer {
        /** @param turn of the engine, after the call */
        Host heard(Host host, Call call, boolean played, int turn);
    }

    Step<World> of(World world, int index, Answer answer) {
        Call call = world.calls().get(index);
        World next = world.without(index);
        if (addressed && call.address() != world.engine().address()) {
            return new Step<>("unreachable", call.host(), next);
        }
        boolean plays = !conditional || world.engine().turn() == call.target() - 1;
        int turn = world.engine().turn() + (plays ? 1 : 0);
        Host host = world.host(call.host());
        if (host.is(Phase.SENT) && host.epoch() == call.epoch()) {
            next = next.with(call.host(), answer.heard(host, call, plays, turn));
        }
        return new Step<>(
                "execute",
                call.host(),
                next.with(new Engine(turn, world.engine().address())));
    }
}
