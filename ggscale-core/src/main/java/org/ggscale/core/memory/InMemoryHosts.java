package org.ggscale.core.memory;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;

/** Owners, where they live and until when. */
final class InMemoryHosts implements Hosts {
    private final Tables tables;

    InMemoryHosts(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Instant enlist(OwnerId owner, NodeId node, Duration life) {
        return tables.transact(() -> {
            Instant now = tables.now();
            tables.lives.put(owner, new Life(node, now.plus(life)));
            return now;
        });
    }

    @Override
    public Renewal renew(OwnerId owner, Duration life) {
        return tables.transact(() -> {
            Instant now = tables.now();
            Life current = tables.lives.get(owner);
            if (current == null || !now.isBefore(current.until)) {
                return new Renewal.Expired();
            }
            tables.lives.put(owner, new Life(current.node, now.plus(life)));
            return new Renewal.Renewed(now);
        });
    }

    @Override
    public void retire(OwnerId owner) {
        tables.run(() -> tables.lives.computeIfPresent(owner, (id, life) -> new Life(life.node, tables.now())));
    }

    /** The life of one owner. */
    record Life(NodeId node, Instant until) {}
}
