package org.ggscale.adapters.postgres;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationLog;

/** The operations on each game. */
final class PostgresOperationLog implements OperationLog {
    private static final Statement WRITE =
            new Statement("operations.write", OperationRow.WRITE + " returning operation_id");

    private static final String LIST = """
            select * from ${schema}.operation_log
            where tenant_id = :tenant and game_id = :game %s
            order by started_at desc, operation_id desc limit :limit
            """;
    private static final Statement FIRST = new Statement("operations.list", LIST.formatted(""));
    private static final Statement NEXT = new Statement(
            "operations.list_next", LIST.formatted("and (started_at, operation_id) < (:started_at, :operation_id)"));

    private final Gateway requests;

    PostgresOperationLog(Gateway requests) {
        this.requests = requests;
    }

    @Override
    public void write(OperationEntry entry) {
        requests.query(
                entry.key().tenant(), WRITE, all -> OperationRow.bind(all, List.of(entry)), (row, context) -> true);
    }

    @Override
    public Page<OperationEntry> list(GameKey key, Page.Request page) {
        Optional<Position> after = Rows.position(page, Position::parse);
        List<OperationEntry> rows = requests.query(
                key.tenant(),
                after.isPresent() ? NEXT : FIRST,
                all -> {
                    all.number("tenant", key.tenant().value())
                            .uuid("game", key.gameId().value())
                            .number("limit", page.limit() + 1L);
                    after.ifPresent(position -> all.instant("started_at", position.startedAt())
                            .uuid("operation_id", position.operationId()));
                },
                OperationRow::read);
        return Rows.page(rows, page, entry -> new Position(entry.startedAt(), entry.operationId()).toString());
    }

    /** Where a page begins: the microsecond and the id of an operation. */
    private record Position(Instant startedAt, UUID operationId) {
        private static final Pattern FORM =
                Pattern.compile("([0-9]{1,18})\\.(\\p{XDigit}{8}(?:-\\p{XDigit}{4,12}){4})");

        static Position parse(String cursor) {
            Matcher parts = FORM.matcher(cursor);
            if (!parts.matches()) {
                throw new IllegalArgumentException("no position of an operation");
            }
            Instant startedAt = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
            return new Position(startedAt, UUID.fromString(parts.group(2)));
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, startedAt) + "." + operationId;
        }
    }
}
