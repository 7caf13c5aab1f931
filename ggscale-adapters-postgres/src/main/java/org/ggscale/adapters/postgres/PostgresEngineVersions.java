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
            on conflict do nothing
            returning *
            """);

    private static final Statement FIND = new Statement("versions.find", """
            select * from ${schema}.engine_versions where tenant_id = :tenant and precedence = :precedence
            """);

    private static final Statement UPDATE = new Statement("versions.update", """
            update ${schema}.engine_versions set
                image_ref = coalesce(:image_ref, image_ref), options = coalesce(:options, options),
                turn_timeout = case when :options is null then turn_timeout else :turn_timeout end,
                status = coalesce(:status, status), updated_at = now()
            where tenant_id = :tenant and precedence = :precedence
            returning *
            """);

    /** Both sides look at the time before the deletion. */
    private static final Statement DELETE = new Statement("versions.delete", """
            with used as (
                select from ${schema}.runtime_records
                where tenant_id = :tenant and status not in ('stopped', 'finished')
                    and split_part(current_engine_version, '+', 1) = :precedence
                limit 1
            ), deleted as (
                delete from ${schema}.engine_versions
                where tenant_id = :tenant and precedence = :precedence and not exists (select from used)
                returning precedence
            )
            select exists (select from deleted) as deleted
            from ${schema}.engine_versions where tenant_id = :tenant and precedence = :precedence
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
    public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
        return requests
                .query(
                        tenant,
                        UPDATE,
                        all -> all.number("tenant", tenant.value())
                                .text("precedence", version.precedence())
                                .text("image_ref", change.imageRef().map(ImageRef::text))
                                .text("options", change.options().map(EngineOptions::json))
                                .number(
                                        "turn_timeout",
                                        change.options()
                                                .flatMap(EngineOptions::turnTimeout)
                                                .map(Duration::toMillis))
                                .text("status", change.status().map(EngineVersion.Status::wireName)),
                        PostgresEngineVersions::read)
                .stream()
                .findFirst();
    }

    @Override
    public Deletion delete(TenantId tenant, SemanticVersion version) {
        return requests
                .query(
                        tenant,
                        DELETE,
                        all -> all.number("tenant", tenant.value()).text("precedence", version.precedence()),
                        (row, context) -> row.getBoolean("deleted") ? new Deletion.Deleted() : new Deletion.InUse())
                .stream()
                .findFirst()
                .map(Deletion.class::cast)
                .orElseGet(Deletion.NotFound::new);
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
