package org.ggscale.adapters.http.server;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON text of a request; kept as text, so that any part of it can be passed on exactly as it was written.
 *
 * <p>Decoding valid UTF-8 and encoding it again gives the same bytes.
 */
final class JsonText {
    private final char[] characters;
    private final int length;

    private JsonText(CharBuffer text) {
        characters = text.array();
        length = text.length();
    }

    /** Decodes a body; what is no UTF-8 is refused. */
    static JsonText decode(byte[] body) {
        if (body.length == 0) {
            throw Refusal.invalid("the body is empty; it is a JSON object");
        }
        try {
            return new JsonText(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)));
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("the body is not UTF-8");
        }
    }

    /** Reads the whole text, which is to be one object, checks all of it, and returns the object's members. */
    Map<String, Value> members() {
        try (StrictParser parser = new StrictParser(characters, 0, length)) {
            JsonToken token = parser.next();
            if (token != JsonToken.START_OBJECT) {
                throw Refusal.invalid("the body is a JSON object, not " + describe(token));
            }
            Map<String, Value> members = readMembers(parser);
            parser.end();
            return members;
        }
    }

    /** Returns the members of an object. */
    Map<String, Value> members(Value object) {
        try (StrictParser parser = at(object)) {
            return readMembers(parser);
        }
    }

    /** Returns the elements of an array. */
    List<Value> elements(Value array) {
        try (StrictParser parser = at(array)) {
            List<Value> elements = new ArrayList<>();
            while (parser.next() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
    }

    /** Returns a value as it was written. */
    String slice(Value value) {
        return new String(characters, value.from(), value.to() - value.from());
    }

    private StrictParser at(Value value) {
        StrictParser parser = new StrictParser(characters, value.from(), value.to() - value.from());
        parser.next();
        return parser;
    }

    private static Map<String, Value> readMembers(StrictParser parser) {
        Map<String, Value> members = new LinkedHashMap<>();
        parser.members(name -> members.put(name, value(parser)));
        return members;
    }

    private static Value value(StrictParser parser) {
        JsonToken token = parser.token();
        String text = parser.text();
        int from = parser.start();
        parser.skip();
        return new Value(token, text, from, parser.position());
    }

    static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /** Returns the beginning of a text that somebody else chose the length of. */
    static String shorten(String text) {
        return text.codePointCount(0, text.length()) > 64
                ? text.substring(0, text.offsetByCodePoints(0, 64)) + "..."
                : text;
    }

    /**
     * A value in the text.
     *
     * @param text of a text; anything for other values
     * @param from where it begins, in characters
     * @param to where it has ended
     */
    record Value(JsonToken token, String text, int from, int to) {}
}
