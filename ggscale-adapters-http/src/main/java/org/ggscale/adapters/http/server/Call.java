package org.ggscale.adapters.http.server;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.ggscale.core.Page;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.UserId;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;

/** One request, read strictly: every accessor returns what the core understands, or refuses. */
final class Call {
    private static final int DEFAULT_LIMIT = 50;
    private static final long MAX_TURN = 1L << 53;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

    private final Request request;
    private final Map<String, String> variables;
    private final Query query;
    private final Route.Body form;
    private final BodyReader reader;
    private final Optional<Tenants> tenants;

    Call(Request request, Router.Match match, BodyReader reader, Optional<Tenants> tenants) {
        this.request = request;
        this.variables = match.variables();
        this.query = Query.parse(request.getHttpURI().getQuery(), match.route().query());
        this.form = match.route().body();
        this.reader = reader;
        this.tenants = tenants;
    }

    /** Returns the tenant that the header {@code X-Tenant-ID} names, the default one without it; it may be unknown. */
    TenantId tenant() {
        return header("X-Tenant-ID")
                .map(text -> new TenantId(number("X-Tenant-ID", text, 1, Long.MAX_VALUE)))
                .orElse(TenantId.DEFAULT);
    }

    /** Returns a tenant that there is: to be asked when all of the request has been read, as 400 comes before 404. */
    TenantId known(TenantId tenant) {
        if (!tenant.equals(TenantId.DEFAULT)
                && tenants.flatMap(all -> all.find(tenant)).isEmpty()) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such tenant");
        }
        return tenant;
    }

    /** Returns a game of a tenant that there is; the game itself may be unknown. */
    GameKey known(GameKey game) {
        known(game.tenant());
        return game;
    }

    GameKey game() {
        return new GameKey(tenant(), Refusal.unless("game_id", variable("game_id"), GameId::parse));
    }

    SemanticVersion version() {
        return Refusal.unless("version", variable("version"), SemanticVersion::parse);
    }

    /** Returns the user of the path. */
    UserId member() {
        return Refusal.unless("user_id", variable("user_id"), UserId::new);
    }

    long turn() {
        return number("turn", variable("turn"), 0, MAX_TURN);
    }

    UserId user() {
        String user = header("X-User-ID").orElseThrow(() -> Refusal.invalid("the header X-User-ID is missing"));
        return Refusal.unless("X-User-ID", user, UserId::new);
    }

    Page.Request page() {
        int limit = query.find("limit")
                .map(text -> (int) number("limit", text, 1, 200))
                .orElse(DEFAULT_LIMIT);
        return new Page.Request(parameter("cursor"), limit);
    }

    /** Returns a query parameter, which is not empty. */
    Optional<String> parameter(String name) {
        Optional<String> value = query.find(name);
        if (value.filter(String::isEmpty).isPresent()) {
            throw Refusal.invalid(name + " is empty");
        }
        return value;
    }

    /** Returns the one of some values whose name a query parameter has. */
    <T> Optional<T> choice(String name, T[] values, Function<T, String> wireName) {
        return parameter(name).map(text -> {
            for (T value : values) {
                if (wireName.apply(value).equals(text)) {
                    return value;
                }
            }
            List<String> names = List.of(values).stream().map(wireName).toList();
            throw Refusal.invalid(name + " is one of " + String.join(", ", names));
        });
    }

    /** Returns a header, which occurs once at most. */
    Optional<String> header(String name) {
        List<String> values = request.getHeaders().getValuesList(name);
        if (values.size() > 1) {
            throw Refusal.invalid("the header " + name + " is repeated");
        }
        return values.stream().findFirst();
    }

    /** Returns the body, a JSON object. */
    JsonInput json() {
        if (form == Route.Body.OPTIONAL_OBJECT && reader.isAbsent(request)) {
            return JsonInput.EMPTY;
        }
        return JsonInput.read(reader.read(request, form.limit()));
    }

    /** Refuses a body where none is taken. */
    void noBody() {
        reader.refuse(request);
    }

    private String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    private static long number(String name, String text, long min, long max) {
        if (NUMBER.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        throw Refusal.invalid(name + " is a decimal number from " + min + " to " + max);
    }
}
