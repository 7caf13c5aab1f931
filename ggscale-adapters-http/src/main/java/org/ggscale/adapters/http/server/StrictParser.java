package org.ggscale.adapters.http.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of requests token by token and refuses what readers differ on: repeated members, NUL, lone surrogates, a
 * byte order mark, and depths, texts and numbers beyond the limits.
 */
final class StrictParser implements AutoCloseable {
    private static final int DEPTH = 32;
    private static final int TEXT_BYTES = 64 * 1024;
    private static final int NUMBER_CHARACTERS = 64;

    /** The library's own limits are out of the way: no document is that long. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final int offset;

    StrictParser(char[] characters, int offset, int length) {
        this.offset = offset;
        try {
            parser = FACTORY.createParser(characters, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves to the next token and checks it. */
    JsonToken next() {
        JsonToken token = advance();
        if (token == null) {
            throw Refusal.invalid("the body ends within JSON");
        }
        switch (token) {
            case FIELD_NAME, VALUE_STRING -> checkText(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (text().length() > NUMBER_CHARACTERS) {
                    throw Refusal.invalid("a number has at most " + NUMBER_CHARACTERS + " characters" + here());
                }
            }
            case START_OBJECT, START_ARRAY -> {
                if (parser.getParsingContext().getNestingDepth() > DEPTH) {
                    throw Refusal.invalid("the body is nested deeper than " + DEPTH + " levels" + here());
                }
            }
            default -> {}
        }
        return token;
    }

    JsonToken token() {
        return parser.currentToken();
    }

    /** Returns the text of the current token. */
    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Reads the object that has just begun to its end; the consumer is called at each value and reads it to its end. */
    void members(Consumer<String> consumer) {
        Set<String> names = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = text();
            if (!names.add(name)) {
                throw Refusal.invalid("member " + JsonText.shorten(name) + " is repeated" + here());
            }
            next();
            consumer.accept(name);
        }
    }

    /** Reads the value that has just begun to its end. */
    void skip() {
        if (token() == JsonToken.START_OBJECT) {
            members(name -> skip());
        } else if (token() == JsonToken.START_ARRAY) {
            while (next() != JsonToken.END_ARRAY) {
                skip();
            }
        }
    }

    /** Checks that nothing follows. */
    void end() {
        if (advance() != null) {
            throw Refusal.invalid("something follows the JSON object" + here());
        }
    }

    /** Returns where the current token begins, in characters of the whole text. */
    int start() {
        return offset + (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Returns where the reader stands, in characters of the whole text. */
    int position() {
        return offset + (int) parser.currentLocation().getCharOffset();
    }

    private @Nullable JsonToken advance() {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void checkText(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw Refusal.invalid("a text has a NUL character" + here());
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes++;
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refusal.invalid("a text has a lone surrogate" + here());
            }
        }
        if (bytes > TEXT_BYTES) {
            throw Refusal.invalid("a text has at most " + TEXT_BYTES + " bytes" + here());
        }
    }

    private String here() {
        return ", at character " + position();
    }

    private static RuntimeException broken(IOException e) {
        return e instanceof JsonParseException parse
                ? Refusal.invalid("the body is no JSON, at character "
                        + parse.getLocation().getCharOffset())
                : new UncheckedIOException(e);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
