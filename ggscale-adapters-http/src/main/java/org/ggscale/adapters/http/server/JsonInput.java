package org.ggscale.adapters.http.server;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The members of a JSON object of a request, read by name; whatever does not fit is refused with its path. */
final class JsonInput {
    /** An object without members. */
    static final JsonInput EMPTY = read("{}".getBytes(StandardCharsets.UTF_8));

    private final JsonText source;
    private final String path;
    private final Map<String, JsonText.Value> members;

    private JsonInput(JsonText source, String path, Map<String, JsonText.Value> members) {
        this.source = source;
        this.path = path;
        this.members = members;
    }

    /** Reads a whole body. */
    static JsonInput read(byte[] body) {
        JsonText text = JsonText.decode(body);
        return new JsonInput(text, "", text.members());
    }

    /** Refuses members of other names. */
    JsonInput only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.invalid("unknown member " + path + JsonText.shorten(name) + "; known here are "
                        + String.join(", ", names));
            }
        }
        return this;
    }

    /** Reads a text with a parser of the core. */
    <T> T value(String name, Function<String, T> parser) {
        return optionalValue(name, parser).orElseThrow(() -> missing(name, "a text"));
    }

    <T> Optional<T> optionalValue(String name, Function<String, T> parser) {
        return find(name, JsonToken.VALUE_STRING, "a text")
                .map(value -> Refusal.unless(path(name), value.text(), parser));
    }

    /** Reads true or false; what is absent is false. */
    boolean truth(String name) {
        JsonText.Value value = members.get(name);
        if (value == null || value.token() == JsonToken.VALUE_FALSE) {
            return false;
        }
        expect(name, value, JsonToken.VALUE_TRUE, "true or false");
        return true;
    }

    /** Returns an object's members, and itself as it was written. */
    Optional<Written> optionalObject(String name) {
        return find(name, JsonToken.START_OBJECT, "an object")
                .map(value -> new Written(source.slice(value), nested(name, value)));
    }

    /** Returns the objects of an array. */
    List<JsonInput> objects(String name) {
        List<JsonInput> objects = new ArrayList<>();
        for (JsonText.Value value : source.elements(array(name))) {
            String element = name + "[" + objects.size() + "]";
            objects.add(nested(element, expect(element, value, JsonToken.START_OBJECT, "an object")));
        }
        return objects;
    }

    /** Returns an array as it was written. */
    String arrayText(String name) {
        return source.slice(array(name));
    }

    /** Returns the full name of a member, such as {@code members[3].race_name}. */
    private String path(String name) {
        return path + name;
    }

    private JsonText.Value array(String name) {
        return find(name, JsonToken.START_ARRAY, "an array").orElseThrow(() -> missing(name, "an array"));
    }

    private Optional<JsonText.Value> find(String name, JsonToken token, String form) {
        return Optional.ofNullable(members.get(name)).map(value -> expect(name, value, token, form));
    }

    private JsonText.Value expect(String name, JsonText.Value value, JsonToken token, String form) {
        if (value.token() != token) {
            throw Refusal.invalid(path(name) + " is " + form + ", not " + JsonText.describe(value.token()));
        }
        return value;
    }

    private JsonInput nested(String name, JsonText.Value value) {
        return new JsonInput(source, path(name) + ".", source.members(value));
    }

    private Refusal missing(String name, String form) {
        return Refusal.invalid(path(name) + " is missing; it is " + form);
    }

    /** An object in both forms. */
    record Written(String json, JsonInput members) {}
}
