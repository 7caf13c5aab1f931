package org.ggscale.bench.herd;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.core.Storage;
import org.ggscale.core.turn.Turns;

/** Counts the calls that claim and commit turns. */
final class Batches {
    private final AtomicLong claims = new AtomicLong();
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();

    /** Returns stores whose turns are counted. */
    Storage of(Storage stores) {
        Turns turns = counted(stores.turns());
        return Proxies.of(Storage.class, (self, method, arguments) -> {
            Object result = method.getName().equals("turns") ? turns : Proxies.call(stores, method, arguments);
            if (result instanceof Storage.Pulse.Alive(Turns.Claims found, boolean unsettled, var changes)) {
                claims.incrementAndGet();
                claimed.addAndGet(found.claimed().size());
            }
            return result;
        });
    }

    private Turns counted(Turns turns) {
        return Proxies.of(Turns.class, (self, method, arguments) -> {
            Object result = Proxies.call(turns, method, arguments);
            if (method.getName().equals("complete") && result instanceof Set<?> done) {
                commits.incrementAndGet();
                committed.addAndGet(done.size());
            }
            return result;
        });
    }

    /** Returns how often due games were asked for, found or not. */
    long claims() {
        return claims.get();
    }

    /** Returns how many games were claimed. */
    long claimed() {
        return claimed.get();
    }

    /** Returns how many groups of turns were committed. */
    long commits() {
        return commits.get();
    }

    /** Returns how many turns were committed. */
    long committed() {
        return committed.get();
    }
}
