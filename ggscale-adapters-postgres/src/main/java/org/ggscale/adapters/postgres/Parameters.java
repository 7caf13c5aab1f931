package org.ggscale.adapters.postgres;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ggscale.core.game.GameKey;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * The parameters of a statement, each with its type.
 *
 * <p>None may be untyped: the driver describes a statement with an untyped parameter once it has prepared it, and from
 * then on ends the transaction before it, which would lose the tenant and the role that were set in the same trip.
 */
final class Parameters {
    private final Query query;

    Parameters(Query query) {
        this.query = query;
    }

    Parameters text(String name, String value) {
        return bind(name, "text", value);
    }

    Parameters text(String name, Optional<String> value) {
        return bind(name, "text", value.orElse(null));
    }

    Parameters uuid(String name, UUID value) {
        return bind(name, "uuid", value);
    }

    Parameters uuid(String name, Optional<UUID> value) {
        return bind(name, "uuid", value.orElse(null));
    }

    Parameters number(String name, long value) {
        return bind(name, "int8", value);
    }

    Parameters number(String name, Optional<Long> value) {
        return bind(name, "int8", value.orElse(null));
    }

    Parameters truth(String name, boolean value) {
        return bind(name, "bool", value);
    }

    Parameters instant(String name, Instant value) {
        return bind(name, "timestamptz", stored(value));
    }

    Parameters instant(String name, Optional<Instant> value) {
        return bind(name, "timestamptz", value.map(Parameters::stored).orElse(null));
    }

    /** Binds the keys of several games as the columns {@code tenant} and {@code game}. */
    Parameters keys(Collection<GameKey> keys) {
        return column("tenant", "int8", keys, key -> key.tenant().value())
                .column("game", "uuid", keys, key -> key.gameId().value());
    }

    /** Binds one column of several rows as an array of a type; an {@code Optional} is its value or null. */
    <T> Parameters column(String name, String type, Collection<T> rows, Function<T, @Nullable Object> value) {
        Object[] column = rows.stream().map(value).map(Parameters::element).toArray();
        query.bind(name, (Argument) (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, column)));
        return this;
    }

    private Parameters bind(String name, String type, @Nullable Object value) {
        query.bind(name, (Argument) (position, statement, context) -> {
            switch (value) {
                case null -> statement.setNull(position, Types.OTHER, type);
                // A plain string is untyped under the driver's option stringtype=unspecified.
                case String text -> statement.setObject(position, typed(type, text));
                default -> statement.setObject(position, value);
            }
        });
        return this;
    }

    private static PGobject typed(String type, String text) throws SQLException {
        PGobject typed = new PGobject();
        typed.setType(type);
        typed.setValue(text);
        return typed;
    }

    private static @Nullable Object element(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> stored(instant).toString();
            case UUID uuid -> uuid.toString();
            case Optional<?> optional -> element(optional.orElse(null));
            default -> value;
        };
    }

    private static OffsetDateTime stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
