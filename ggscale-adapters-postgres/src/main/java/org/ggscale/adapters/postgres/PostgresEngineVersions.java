package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.tenant.TenantId;
import org.jdbi.v3.core.statement.StatementContext;

/** Versions of each tenant under their precedence. */
final class PostgresEngineVersions implements EngineVersions {
    private static final Statement CREATE = new Statement("versions.create", """
            insert into ${schema}.engine_versions (tenant_id, precedence, sort_key, version, image_ref, options,
                turn_timeout, status, created_at, updated_at)
            values (:tenant, :precedence, :sort_key, :version, :image_ref, :options,
                :turn_timeout, :status, :created_at, :updated_at)
            on conflict (tenant_id, precedence) do nothing
            returning *
            """);

    private static final Statement FIND = new Statement("versions.find", """
            select * from ${schema}.engine_versions where tenant_id = :tenant and precedence = :precedence
            """);

    private static final Statement LIST = new Statement("versions.list", """
            select * from ${schema}.engine_versions
            where tenant_id = :tenant and sort_key > :after and (:status is null or status = :status)
            order by sort_key limit :limit
            """);

    private final Gateway requests;

    PostgresEngineVersions(Gateway requests) {
        this.requests = requests;
    }

    @Override
    public Creation create(TenantId tenant, EngineVersion version) {
        while (true) {
            Optional<EngineVersion> created =
                    requests
                            .query(tenant, CREATE, all -> bind(all, tenant, version), PostgresEngineVersions::read)
                            .stream()
                            .findFirst();
            if (created.isPresent()) {
                return new Creation.Created(created.get());
            }
            Optional<EngineVersion> current = find(tenant, version.version());
            if (current.isPresent()) {
                return new Creation.AlreadyExists(current.get());
            }
        }
    }

    @Override
    public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
        return requests
                .query(
                        tenant,
                        FIND,
                        all -> all.number("tenant", tenant.value()).text("precedence", version.precedence()),
                        PostgresEngineVersions::read)
                .stream()
                .findFirst();
    }

    @Override
    public Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
        String after =
                Rows.position(page, SemanticVersion::parse).map(VersionKey::of).orElse("");
        List<EngineVersion> rows = requests.query(
                tenant,
                LIST,
                all -> all.number("tenant", tenant.value())
                        .text("after", after)
                        .text("status", status.map(EngineVersion.Status::wireName))
                        .number("limit", page.limit() + 1L),
                PostgresEngineVersions::read);
        return Rows.page(rows, page, version -> version.version().precedence());
    }

    private static void bind(Parameters parameters, TenantId tenant, EngineVersion version) {
        parameters
                .number("tenant", tenant.value())
                .text("precedence", version.version().precedence())
                .text("sort_key", VersionKey.of(version.version()))
                .text("version", version.version().text())
                .text("image_ref", version.imageRef().text())
                .text("options", version.options().json())
                .number("turn_timeout", version.options().turnTimeout().map(Duration::toMillis))
                .text("status", version.status().wireName())
                .instant("created_at", version.createdAt())
                .instant("updated_at", version.updatedAt());
    }

    private static EngineVersion read(ResultSet row, StatementContext context) throws SQLException {
        long turnTimeout = row.getLong("turn_timeout");
        Optional<Duration> timeout = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(turnTimeout));
        return new EngineVersion(
                SemanticVersion.parse(row.getString("version")),
                ImageRef.parse(row.getString("image_ref")),
                new EngineOptions(row.getString("options"), timeout),
                EngineVersion.Status.parse(row.getString("status")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
