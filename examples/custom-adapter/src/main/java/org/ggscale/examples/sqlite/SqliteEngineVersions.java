package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.tenant.TenantId;

/** Engine versions under their precedence; a tenant has few, so they are put in order in Java. */
final class SqliteEngineVersions implements EngineVersions {
    private final Database database;

    SqliteEngineVersions(Database database) {
        this.database = database;
    }

    @Override
    public Creation create(TenantId tenant, EngineVersion version) {
        return database.transact(session -> {
            Optional<EngineVersion> current = find(session, tenant, version.version());
            if (current.isPresent()) {
                return new Creation.AlreadyExists(current.get());
            }
            session.execute(
                    "insert into engine_versions (tenant, precedence, body) values (?, ?, ?)",
                    tenant.value(),
                    version.version().precedence(),
                    Json.write(version));
            return new Creation.Created(version);
        });
    }

    @Override
    public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
        return database.transact(session -> find(session, tenant, version));
    }

    static Optional<EngineVersion> find(Session session, TenantId tenant, SemanticVersion version) throws SQLException {
        return session.first(
                "select body from engine_versions where tenant = ? and precedence = ?",
                row -> Json.read(row.getString("body"), EngineVersion.class),
                tenant.value(),
                version.precedence());
    }

    @Override
    public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
        return database.transact(session -> {
            Optional<EngineVersion> updated =
                    find(session, tenant, version).map(current -> changed(current, change, session.now()));
            if (updated.isPresent()) {
                session.execute(
                        "update engine_versions set body = ? where tenant = ? and precedence = ?",
                        Json.write(updated.get()),
                        tenant.value(),
                        version.precedence());
            }
            return updated;
        });
    }

    private static EngineVersion changed(EngineVersion current, Change change, Instant now) {
        return new EngineVersion(
                current.version(),
                change.imageRef().orElse(current.imageRef()),
                change.options().orElse(current.options()),
                change.status().orElse(current.status()),
                current.createdAt(),
                now);
    }

    @Override
    public Deletion delete(TenantId tenant, SemanticVersion version) {
        return database.transact(session -> {
            if (find(session, tenant, version).isEmpty()) {
                return new Deletion.NotFound();
            }
            List<RuntimeRecord> unfinished = session.list(
                    "select body from runtime_records where tenant = ? and status not in ('STOPPED', 'FINISHED')",
                    row -> Json.read(row.getString("body"), RuntimeRecord.class),
                    tenant.value());
            if (unfinished.stream()
                    .anyMatch(record -> record.engine().version().precedence().equals(version.precedence()))) {
                return new Deletion.InUse();
            }
            session.execute(
                    "delete from engine_versions where tenant = ? and precedence = ?",
                    tenant.value(),
                    version.precedence());
            return new Deletion.Deleted();
        });
    }

    @Override
    public Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
        Optional<SemanticVersion> after = Pages.position(page, SemanticVersion::parse);
        List<EngineVersion> all = database.transact(session -> session.list(
                "select body from engine_versions where tenant = ?",
                row -> Json.read(row.getString("body"), EngineVersion.class),
                tenant.value()));
        List<EngineVersion> rest = all.stream()
                .filter(version -> status.map(version.status()::equals).orElse(true))
                .filter(version ->
                        after.map(last -> key(version).compareTo(last) > 0).orElse(true))
                .sorted((left, right) -> key(left).compareTo(key(right)))
                .limit(page.limit() + 1L)
                .toList();
        return Pages.cut(rest, page, version -> version.version().precedence());
    }

    private static SemanticVersion key(EngineVersion version) {
        return SemanticVersion.parse(version.version().precedence());
    }
}
