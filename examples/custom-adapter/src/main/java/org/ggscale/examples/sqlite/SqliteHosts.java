package org.ggscale.examples.sqlite;

import java.time.Duration;
import java.time.Instant;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;

/** Owners, where they live and until when. */
final class SqliteHosts implements Hosts {
    private final Database database;

    SqliteHosts(Database database) {
        this.database = database;
    }

    @Override
    public Instant enlist(OwnerId owner, NodeId node, Duration life) {
        return database.transact(session -> {
            session.execute(
                    "insert or replace into hosts (owner, node, alive_until) values (?, ?, ?)",
                    owner.value(),
                    node.value(),
                    session.now().plus(life));
            return session.now();
        });
    }

    @Override
    public Renewal renew(OwnerId owner, Duration life) {
        return database.transact(session -> {
            int renewed = session.execute(
                    "update hosts set alive_until = ? where owner = ? and alive_until > ?",
                    session.now().plus(life),
                    owner.value(),
                    session.now());
            return renewed == 1 ? new Renewal.Renewed(session.now()) : new Renewal.Expired();
        });
    }

    @Override
    public void retire(OwnerId owner) {
        database.transact(session -> session.execute(
                "update hosts set alive_until = min(alive_until, ?) where owner = ?", session.now(), owner.value()));
    }
}
