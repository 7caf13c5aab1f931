package org.ggscale.core.schedule;

import java.util.BitSet;

/** Reads five-field cron expressions, character by character, so that every refusal names its place. */
final class CronReader {
    private static final char END = 0;

    private final String text;
    private int at;

    private CronReader(String text) {
        this.text = text;
    }

    static Cron read(String text) {
        return new CronReader(text).expression();
    }

    private Cron expression() {
        CronFields fields = new CronFields(
                field(CronField.MINUTE),
                field(CronField.HOUR),
                field(CronField.DAY_OF_MONTH),
                field(CronField.MONTH),
                field(CronField.DAY_OF_WEEK));
        if (at < text.length()) {
            throw unexpected("after the five fields");
        }
        return new Cron(fields);
    }

    private CronFields.Field field(CronField field) {
        if (field != CronField.MINUTE) {
            blankBefore(field);
        }
        int start = at;
        return new CronFields.Field(start + 1, peek() == '*', list(field));
    }

    private void blankBefore(CronField field) {
        if (at == text.length()) {
            throw refuse("five fields are needed, " + field + " is missing", at);
        }
        if (!accept(' ')) {
            throw unexpected("before " + field);
        }
    }

    private BitSet list(CronField field) {
        BitSet values = new BitSet();
        do {
            item(field, values);
        } while (accept(','));
        return values;
    }

    private void item(CronField field, BitSet values) {
        int start = at;
        boolean all = accept('*');
        int low = all ? field.min : value(field);
        boolean range = !all && accept('-');
        int high = all ? field.max : range ? value(field) : low;
        if (high < low) {
            throw refuse("a range of " + field + " does not go down: " + text.substring(start, at), start);
        }
        int step = 1;
        if (accept('/')) {
            step = step();
            high = range ? high : field.max;
        }
        for (int value = low; value <= high; value += step) {
            values.set(value);
        }
    }

    private int value(CronField field) {
        int start = at;
        int value = isDigit(peek()) ? number() : name(field);
        if (value < field.min || value > field.max) {
            throw refuse(field + " is " + field.min + " to " + field.max + ", not " + text.substring(start, at), start);
        }
        return value;
    }

    private int name(CronField field) {
        int start = at;
        while (Character.isLetter(peek()) && peek() < 0x80) {
            at++;
        }
        if (at == start) {
            throw unexpected("in " + field);
        }
        return field.named(text.substring(start, at));
    }

    private int step() {
        int start = at;
        if (!isDigit(peek())) {
            throw unexpected("where a step is needed");
        }
        int step = number();
        if (step == 0) {
            throw refuse("a step is at least 1", start);
        }
        return step;
    }

    /** Reads digits; what is too large for any field stays too large. */
    private int number() {
        int number = 0;
        while (isDigit(peek())) {
            number = Math.min(1_000, number * 10 + peek() - '0');
            at++;
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean accept(char wanted) {
        boolean accepted = peek() == wanted;
        at += accepted ? 1 : 0;
        return accepted;
    }

    private InvalidScheduleException unexpected(String where) {
        if (at == text.length()) {
            return refuse("the text ends " + where, at);
        }
        int c = text.codePointAt(at);
        String shown = c > 0x20 && c < 0x7F ? "'" + (char) c + "'" : c == ' ' ? "blank" : "U+%04X".formatted(c);
        return refuse("unexpected " + shown + " " + where, at);
    }

    private static InvalidScheduleException refuse(String reason, int index) {
        return new InvalidScheduleException(reason, index + 1);
    }
}
