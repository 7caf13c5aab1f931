package org.ggscale.adapters.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Page;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.tenant.TenantId;

/** What reading rows and cutting them into pages has in common. */
final class Rows {
    private Rows() {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static GameKey key(ResultSet row) throws SQLException {
        return new GameKey(new TenantId(row.getLong("tenant_id")), new GameId(uuid(row, "game_id")));
    }

    /** Gathers the rows of each game, in their order. */
    static <T> Map<GameKey, List<T>> byGame(List<Map.Entry<GameKey, T>> rows) {
        return rows.stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList())));
    }

    /** Cuts a page from one row more than it may have; its cursor is the position of its last item. */
    static <T> Page<T> page(List<T> rows, Page.Request request, Function<T, String> position) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, Optional.of(position.apply(items.get(items.size() - 1))));
    }

    /** Reads the position of a cursor. */
    static <P> Optional<P> position(Page.Request request, Function<String, P> parse) {
        return request.cursor().map(cursor -> {
            try {
                return parse.apply(cursor);
            } catch (IllegalArgumentException e) {
                throw new InvalidCursorException(cursor);
            }
        });
    }

    /** Returns a free text as it can be stored: without NUL and without halves of characters. */
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
