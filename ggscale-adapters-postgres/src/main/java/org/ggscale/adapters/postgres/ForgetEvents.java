package org.ggscale.adapters.postgres;

/**
 * Forgets the oldest events, a batch at a time, and notes for each tenant how far.
 *
 * <p>One sweeper at a time: whoever finds another at it forgets nothing and waits for nobody. Events at or above the
 * horizon are not forgotten before they were read, but those from the time of another server, before a restore: their
 * transactions have not begun here.
 *
 * <p>While a batch is deleted nobody reads events of younger transactions, so batches are small.
 */
final class ForgetEvents {
    /** An event is never updated, so a place that the snapshot shows is that event's. */
    static final Statement STATEMENT = new Statement("events.forget", """
            with sweeper as materialized (
                select pg_try_advisory_xact_lock(hashtextextended('${schema}.outbox', 0)) as chosen
            ), old as materialized (
                select ctid as place from ${schema}.outbox
                where (select chosen from sweeper) and stored_at < :before
                    and (xid < pg_snapshot_xmin(pg_current_snapshot())
                        or xid >= pg_snapshot_xmax(pg_current_snapshot()))
                order by stored_at limit :at_most
            ), gone as (
                delete from ${schema}.outbox where ctid = any (array(select place from old))
                returning tenant_id, xid, seq
            ), newest as (
                select distinct on (tenant_id) * from gone
                where xid < pg_snapshot_xmin(pg_current_snapshot())
                order by tenant_id, xid desc, seq desc
            ), horizons as (
                insert into ${schema}.outbox_horizons as h (tenant_id, xid, seq) select * from newest
                on conflict (tenant_id) do update set xid = excluded.xid, seq = excluded.seq
                where (h.xid, h.seq) < (excluded.xid, excluded.seq)
                    or h.xid >= pg_snapshot_xmax(pg_current_snapshot())
                returning tenant_id
            )
            select count(*)::int as forgotten from gone
            """);

    private ForgetEvents() {}
}
