package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.OperationEntry.Status;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code operation_log}. */
final class OperationRow {
    private static final String INSERT = """
            insert into ${schema}.operation_log (tenant_id, operation_id, game_id, operation, source, status, started_at,
                finished_at, error_code, error_message, error_at, detail)
            select o.tenant_id, o.operation_id, o.game_id, o.operation, o.source, o.status, o.started_at, o.finished_at,
                o.error_code, o.error_message, o.error_at, o.detail
            from unnest(:op_tenant, :op_id, :op_game, :op_operation, :op_source, :op_status, :op_started_at,
                :op_finished_at, :op_error_code, :op_error_message, :op_error_at, :op_detail) with ordinality
                as o(tenant_id, operation_id, game_id, operation, source, status, started_at, finished_at, error_code,
                error_message, error_at, detail, n)
            """;
    private static final String OVERWRITE = """
            on conflict (tenant_id, operation_id) do update set game_id = excluded.game_id,
                operation = excluded.operation, source = excluded.source, status = excluded.status,
                started_at = excluded.started_at, finished_at = excluded.finished_at,
                error_code = excluded.error_code, error_message = excluded.error_message,
                error_at = excluded.error_at, detail = excluded.detail
            """;

    /** Writes operations whatever else happens. */
    static final String WRITE = INSERT + OVERWRITE;

    /** Writes the n-th operation if the common table {@code changed} has an n-th row. */
    static final String WRITE_CHANGED = INSERT + "join changed on changed.n = o.n\n" + OVERWRITE;

    private OperationRow() {}

    static void bind(Parameters parameters, List<OperationEntry> operations) {
        parameters
                .column(
                        "op_tenant",
                        "int8",
                        operations,
                        entry -> entry.key().tenant().value())
                .column("op_id", "uuid", operations, OperationEntry::operationId)
                .column(
                        "op_game",
                        "uuid",
                        operations,
                        entry -> entry.key().gameId().value())
                .column(
                        "op_operation",
                        "text",
                        operations,
                        entry -> entry.operation().wireName())
                .column("op_source", "text", operations, entry -> entry.source().wireName())
                .column("op_status", "text", operations, entry -> entry.status().wireName())
                .column("op_started_at", "timestamptz", operations, OperationEntry::startedAt)
                .column("op_finished_at", "timestamptz", operations, OperationEntry::finishedAt)
                .column(
                        "op_error_code",
                        "text",
                        operations,
                        entry -> entry.error().map(e -> e.code().wireName()))
                .column(
                        "op_error_message",
                        "text",
                        operations,
                        entry -> entry.error().map(e -> Rows.storable(e.message())))
                .column(
                        "op_error_at",
                        "timestamptz",
                        operations,
                        entry -> entry.error().map(Failure::at))
                .column("op_detail", "text", operations, entry -> Json.write(entry.detail()));
    }

    static OperationEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new OperationEntry(
                Rows.uuid(row, "operation_id"),
                Rows.key(row),
                Operation.valueOf(row.getString("operation").toUpperCase(Locale.ROOT)),
                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Rows.instant(row, "started_at"),
                Rows.optionalInstant(row, "finished_at"),
                error(row),
                Json.readMap(row.getString("detail")));
    }

    private static Optional<Failure> error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Failure(FailureCode.parse(code), row.getString("error_message"), Rows.instant(row, "error_at")));
    }
}
