package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Turns.Scan;

/** Judges whose work nobody does any more: among few records, so in Java. */
final class Abandonment {
    private static final String UNSETTLED = """
            select r.body, exists (select * from hosts h where h.owner = r.owner and h.alive_until > ?) as alive,
                false as lost, r.updated_at
            from runtime_records r
            where r.status in ('STARTING', 'GENERATION_IN_PROGRESS', 'ENGINE_UNREACHABLE') and coalesce(r.node, ?) = ?
            union all
            select r.body, false, true, r.updated_at from runtime_records r
            where r.status in ('RUNNING', 'GENERATION_IN_PROGRESS', 'GENERATION_FAILED') and r.node <> ?
                and r.node in (select node from hosts group by node having max(alive_until) <= ?)
            order by 4
            """;

    private final Session session;
    private final Scan scan;

    Abandonment(Session session, Scan scan) {
        this.session = session;
        this.scan = scan;
    }

    List<RuntimeRecord> find() throws SQLException {
        String node = scan.node().value();
        List<Candidate> candidates = session.list(
                UNSETTLED,
                row -> new Candidate(RecordTable.read(row), row.getBoolean("alive"), row.getBoolean("lost")),
                session.now(),
                node,
                node,
                node,
                session.now().minus(scan.nodeGrace()));
        List<RuntimeRecord> abandoned = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (abandoned.size() < scan.limit() && isAbandoned(candidate)) {
                abandoned.add(candidate.record);
            }
        }
        return abandoned;
    }

    private boolean isAbandoned(Candidate candidate) throws SQLException {
        RuntimeRecord record = candidate.record;
        if (scan.held().contains(record.key())) {
            return false;
        }
        if (candidate.lost) {
            return true;
        }
        boolean forgotten = record.owner().equals(Optional.of(scan.self())) && unchangedFor(record, scan.grace());
        return switch (record.status()) {
            case ENGINE_UNREACHABLE -> true;
            case STARTING -> !candidate.alive || forgotten;
            case GENERATION_IN_PROGRESS -> !candidate.alive || forgotten || isOverdue(record);
            case RUNNING, GENERATION_FAILED, STOPPED, FINISHED -> false;
        };
    }

    private boolean isOverdue(RuntimeRecord record) throws SQLException {
        Duration turnTimeout = SqliteEngineVersions.find(
                        session, record.key().tenant(), record.engine().version())
                .map(EngineVersion::options)
                .flatMap(options -> options.turnTimeout())
                .orElse(scan.turnTimeout());
        return unchangedFor(record, turnTimeout.plus(scan.grace()));
    }

    private boolean unchangedFor(RuntimeRecord record, Duration time) {
        return record.updatedAt().plus(time).isBefore(session.now());
    }

    private record Candidate(RuntimeRecord record, boolean alive, boolean lost) {}
}
