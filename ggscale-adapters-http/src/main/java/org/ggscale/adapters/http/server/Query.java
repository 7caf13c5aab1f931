package org.ggscale.adapters.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request: known ones, each at most once. */
record Query(Map<String, String> parameters) {
    static Query parse(@Nullable String text, List<String> known) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return new Query(parameters);
        }
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name =
                    PercentEncoding.decodeQuery("the query", equals < 0 ? parameter : parameter.substring(0, equals));
            if (!known.contains(name)) {
                throw Refusal.invalid("unknown query parameter " + JsonText.shorten(name)
                        + (known.isEmpty() ? "; none is known here" : "; known here are " + String.join(", ", known)));
            }
            String value = equals < 0 ? "" : PercentEncoding.decodeQuery(name, parameter.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw Refusal.invalid("query parameter " + name + " is repeated");
            }
        }
        return new Query(parameters);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
