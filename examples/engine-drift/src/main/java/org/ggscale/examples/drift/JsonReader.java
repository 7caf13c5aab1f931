package org.ggscale.examples.drift;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads exactly one JSON value and refuses everything else, naming the position (in characters, from 0).
 *
 * <p>Stricter than the grammar where a lenient reader is a hole: repeated members, more than 32 levels, strings over 64 Ki
 * characters, numbers over 64, NUL, and characters that no UTF-8 can carry.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_NUMERAL = 64;
    private static final Pattern NUMERAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String source;
    private int at;

    private JsonReader(String source) {
        this.source = source;
    }

    static Json read(byte[] utf8) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.invalid("the text is not UTF-8");
        }
    }

    static Json read(String source) {
        JsonReader reader = new JsonReader(source);
        Json value = reader.value(1);
        reader.peek();
        if (reader.at < source.length()) {
            throw reader.wrong("expected nothing after the value");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " levels");
        }
        return switch (peek()) {
            case '{' -> fields(depth + 1);
            case '[' -> items(depth + 1);
            case '"' -> new Json.Text(text());
            case 't' -> word("true", new Json.Truth(true));
            case 'f' -> word("false", new Json.Truth(false));
            case 'n' -> word("null", new Json.Nothing());
            default -> numeral();
        };
    }

    private Json fields(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            String name = text();
            expect(':');
            if (members.put(name, value(depth)) != null) {
                throw wrong("the member '" + name + "' comes twice");
            }
        }
        expect('}');
        return new Json.Fields(members);
    }

    private Json items(int depth) {
        List<Json> items = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value(depth));
        }
        expect(']');
        return new Json.Items(items);
    }

    private Json word(String word, Json value) {
        if (!source.startsWith(word, at)) {
            throw wrong("expected " + word);
        }
        at += word.length();
        return value;
    }

    private Json numeral() {
        Matcher matcher = NUMERAL.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            throw wrong("expected a value");
        }
        if (matcher.end() - at > MAX_NUMERAL) {
            throw wrong("a number of more than " + MAX_NUMERAL + " characters");
        }
        at = matcher.end();
        return new Json.Numeral(matcher.group());
    }

    private String text() {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            text.append(c == '\\' ? escaped() : c);
            if (text.length() > MAX_TEXT) {
                throw wrong("a string of more than " + MAX_TEXT + " characters");
            }
        }
        if (text.indexOf("\0") >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong("a NUL or half a character in a string");
        }
        return text.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw wrong("an unknown escape");
        };
    }

    private int hex() {
        char c = next();
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw wrong("expected a hexadecimal digit");
        }
        return digit;
    }

    private char next() {
        if (at == source.length()) {
            throw wrong("the text ends too early");
        }
        return source.charAt(at++);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("expected " + wanted);
        }
        at++;
    }

    /** Skips blanks and looks at what comes, NUL at the end. */
    private char peek() {
        while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private Refusal wrong(String what) {
        return Refusal.invalid("not the JSON we read: " + what + " at position " + at);
    }
}
