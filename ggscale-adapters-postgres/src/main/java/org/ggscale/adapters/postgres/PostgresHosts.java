package org.ggscale.adapters.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OwnerId;

/** Host processes, one row each, whose life the server's clock counts; {@link FindAbandoned} buries the dead. */
final class PostgresHosts implements Hosts {
    private static final Statement ENLIST = new Statement("hosts.enlist", """
            insert into ${schema}.hosts (owner, node, alive_until)
            values (:owner, :node, now() + :life * interval '1 microsecond')
            on conflict (owner) do update set node = excluded.node, alive_until = excluded.alive_until
            returning now() as now
            """);

    private static final Statement RENEW = new Statement("hosts.renew", """
            update ${schema}.hosts set alive_until = now() + :life * interval '1 microsecond'
            where owner = :owner and alive_until > now()
            returning now() as now
            """);

    private static final Statement RETIRE = new Statement("hosts.retire", """
            update ${schema}.hosts set alive_until = least(alive_until, now()) where owner = :owner returning now() as now
            """);

    private final Gateway workers;

    PostgresHosts(Gateway workers) {
        this.workers = workers;
    }

    @Override
    public Instant enlist(OwnerId owner, NodeId node, Duration life) {
        return workers.query(
                        ENLIST,
                        all -> bind(owner, life).accept(all.text("node", node.value())),
                        (row, context) -> Rows.instant(row, "now"))
                .get(0);
    }

    @Override
    public Renewal renew(OwnerId owner, Duration life) {
        return workers.query(RENEW, bind(owner, life), (row, context) -> Rows.instant(row, "now")).stream()
                .findFirst()
                .<Renewal>map(Renewal.Renewed::new)
                .orElseGet(Renewal.Expired::new);
    }

    @Override
    public void retire(OwnerId owner) {
        workers.query(RETIRE, all -> all.uuid("owner", owner.value()), (row, context) -> true);
    }

    private static Consumer<Parameters> bind(OwnerId owner, Duration life) {
        return all -> all.uuid("owner", owner.value()).number("life", life.toNanos() / 1_000);
    }
}
