package org.ggscale.examples.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.SemanticVersion;
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
