package org.ggscale.core.memory;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;

/** Owners and until when they live. */
final class InMemoryHosts implements Hosts {
    private final Tables tables;

    InMemoryHosts(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Instant enlist(OwnerId owner, NodeId node, Duration life) {
        return tables.transact(() -> {
            Instant now = tables.now();
            tables.aliveUntil.put(owner, now.plus(life));
            return now;
        });
    }

    @Override
    public Renewal renew(OwnerId owner, Duration life) {
        return tables.transact(() -> {
            Instant now = tables.now();
            Instant until = tables.aliveUntil.get(owner);
            if (until == null || !now.isBefore(until)) {
                return new Renewal.Expired();
            }
            tables.aliveUntil.put(owner, now.plus(life));
            return new Renewal.Renewed(now);
        });
    }

    @Override
    public void retire(OwnerId owner) {
        tables.run(() -> tables.aliveUntil.remove(owner));
    }
}
