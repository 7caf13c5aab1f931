package org.ggscale.core.engine;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes a JSON array of strings: the one piece of JSON that the core has to understand. */
final class StringArray {
    private final String text;
    private int position;

    private StringArray(String text) {
        this.text = text;
    }

    static List<String> read(String text) {
        StringArray reader = new StringArray(text);
        List<String> strings = reader.array();
        reader.blanks();
        if (reader.position != text.length()) {
            throw reader.refused();
        }
        return strings;
    }

    static String write(List<String> strings) {
        StringBuilder out = new StringBuilder("[");
        for (String string : strings) {
            out.append(out.length() == 1 ? "\"" : ",\"");
            string.chars().forEach(c -> append(out, (char) c));
            out.append('"');
        }
        return out.append(']').toString();
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    private List<String> array() {
        List<String> strings = new ArrayList<>();
        expect('[');
        if (accept(']')) {
            return strings;
        }
        do {
            expect('"');
            strings.add(string());
        } while (accept(','));
        expect(']');
        return strings;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw refused();
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw refused();
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw refused();
        };
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw refused();
        }
    }

    private boolean accept(char c) {
        blanks();
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char next() {
        if (position >= text.length()) {
            throw refused();
        }
        return text.charAt(position++);
    }

    private IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "image_ref process: takes a JSON array of strings; it breaks at character " + (position + 1));
    }
}
