package org.ggscale.adapters.http.client;

import java.util.BitSet;

/**
 * Checks that bytes are one JSON text (RFC 8259, in UTF-8) while they pass, and keeps none of them.
 *
 * <p>Only the form is checked: members may repeat and numbers may be of any size. Arrays and objects nest up to 512 deep.
 */
final class JsonCheck {
    private static final int DEPTH = 512;

    private enum Place {
        VALUE,
        FIRST_ELEMENT,
        FIRST_MEMBER,
        MEMBER,
        COLON,
        AFTER_VALUE,
        IN_STRING,
        ESCAPE,
        HEX,
        CONTINUATION,
        IN_WORD,
        AFTER_MINUS,
        AFTER_ZERO,
        INTEGER,
        AFTER_POINT,
        FRACTION,
        AFTER_E,
        AFTER_E_SIGN,
        EXPONENT
    }

    private final BitSet objects = new BitSet();
    private Place place = Place.VALUE;
    private int depth;
    private long position;

    private boolean inName;
    private String word = "";
    /** How many bytes of a word, hex digits of an escape, or continuations of a character are still to come. */
    private int missing;
    /** The range of the next continuation byte. */
    private int lowest;

    private int highest;

    /** Checks the next bytes. */
    void accept(byte[] bytes, int from, int to) throws GarbledAnswerException {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            if (place != Place.IN_STRING || b < ' ' || b > '~' || b == '"' || b == '\\') {
                accept(b);
            }
            position++;
        }
    }

    /** Checks that the text is complete. */
    void end() throws GarbledAnswerException {
        if (endsNumber()) {
            place = Place.AFTER_VALUE;
        }
        if (place != Place.AFTER_VALUE || depth > 0) {
            throw new GarbledAnswerException(
                    position == 0 ? "the body is empty" : "the body ends within JSON, after " + position + " bytes");
        }
    }

    private void accept(int b) throws GarbledAnswerException {
        switch (place) {
            case IN_STRING -> string(b);
            case ESCAPE -> escape(b);
            case HEX -> countDown(Character.digit(b, 16) >= 0, Place.IN_STRING);
            case CONTINUATION -> continuation(b);
            case IN_WORD -> countDown(b == word.charAt(word.length() - missing), Place.AFTER_VALUE);
            case AFTER_MINUS, AFTER_ZERO, INTEGER, AFTER_POINT, FRACTION, AFTER_E, AFTER_E_SIGN, EXPONENT -> number(b);
            case VALUE, FIRST_ELEMENT, FIRST_MEMBER, MEMBER, COLON, AFTER_VALUE -> {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    structure(b);
                }
            }
        }
    }

    private void structure(int b) throws GarbledAnswerException {
        switch (place) {
            case FIRST_ELEMENT -> {
                if (b == ']') {
                    close(false);
                } else {
                    value(b);
                }
            }
            case FIRST_MEMBER -> {
                if (b == '}') {
                    close(true);
                } else {
                    name(b);
                }
            }
            case MEMBER -> name(b);
            case COLON -> require(b == ':', Place.VALUE);
            case AFTER_VALUE -> afterValue(b);
            default -> value(b);
        }
    }

    private void value(int b) throws GarbledAnswerException {
        switch (b) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> beginString(false);
            case 't' -> beginWord("true");
            case 'f' -> beginWord("false");
            case 'n' -> beginWord("null");
            case '-' -> place = Place.AFTER_MINUS;
            case '0' -> place = Place.AFTER_ZERO;
            default -> require(isDigit(b), Place.INTEGER);
        }
    }

    private void open(boolean object) throws GarbledAnswerException {
        objects.set(depth++, object);
        require(depth <= DEPTH, object ? Place.FIRST_MEMBER : Place.FIRST_ELEMENT);
    }

    private void close(boolean object) throws GarbledAnswerException {
        require(depth > 0 && objects.get(--depth) == object, Place.AFTER_VALUE);
    }

    private void afterValue(int b) throws GarbledAnswerException {
        switch (b) {
            case ',' -> require(depth > 0, depth > 0 && objects.get(depth - 1) ? Place.MEMBER : Place.VALUE);
            case ']' -> close(false);
            case '}' -> close(true);
            default -> throw refused();
        }
    }

    private void name(int b) throws GarbledAnswerException {
        require(b == '"', Place.IN_STRING);
        inName = true;
    }

    private void beginString(boolean name) {
        place = Place.IN_STRING;
        inName = name;
    }

    private void beginWord(String text) {
        place = Place.IN_WORD;
        word = text;
        missing = text.length() - 1;
    }

    private void string(int b) throws GarbledAnswerException {
        if (b == '"') {
            place = inName ? Place.COLON : Place.AFTER_VALUE;
        } else if (b == '\\') {
            place = Place.ESCAPE;
        } else if (b >= 0x80) {
            beginCharacter(b);
        } else if (b < ' ') {
            throw refused();
        }
    }

    private void escape(int b) throws GarbledAnswerException {
        if (b == 'u') {
            place = Place.HEX;
            missing = 4;
        } else {
            require("\"\\/bfnrt".indexOf(b) >= 0, Place.IN_STRING);
        }
    }

    /** Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF. */
    private void beginCharacter(int b) throws GarbledAnswerException {
        require(b >= 0xC2 && b <= 0xF4, Place.CONTINUATION);
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    }

    private void continuation(int b) throws GarbledAnswerException {
        countDown(b >= lowest && b <= highest, Place.IN_STRING);
        lowest = 0x80;
        highest = 0xBF;
    }

    private void number(int b) throws GarbledAnswerException {
        boolean digit = isDigit(b);
        switch (place) {
            case AFTER_MINUS -> require(digit, b == '0' ? Place.AFTER_ZERO : Place.INTEGER);
            case AFTER_POINT -> require(digit, Place.FRACTION);
            case AFTER_E -> require(digit || b == '+' || b == '-', digit ? Place.EXPONENT : Place.AFTER_E_SIGN);
            case AFTER_E_SIGN -> require(digit, Place.EXPONENT);
            default -> {
                if (b == '.' && (place == Place.INTEGER || place == Place.AFTER_ZERO)) {
                    place = Place.AFTER_POINT;
                } else if ((b == 'e' || b == 'E') && place != Place.EXPONENT) {
                    place = Place.AFTER_E;
                } else if (!digit || place == Place.AFTER_ZERO) {
                    place = Place.AFTER_VALUE;
                    accept(b);
                }
            }
        }
    }

    private boolean endsNumber() {
        return place == Place.AFTER_ZERO
                || place == Place.INTEGER
                || place == Place.FRACTION
                || place == Place.EXPONENT;
    }

    private void countDown(boolean valid, Place afterwards) throws GarbledAnswerException {
        missing--;
        require(valid, missing == 0 ? afterwards : place);
    }

    private void require(boolean valid, Place next) throws GarbledAnswerException {
        if (!valid) {
            throw refused();
        }
        place = next;
    }

    private GarbledAnswerException refused() {
        return new GarbledAnswerException("the body is no JSON at byte " + position);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
