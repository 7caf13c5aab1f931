package org.ggscale.adapters.http.client;

import java.util.Arrays;
import java.util.BitSet;

/**
 * JSON (RFC 8259, in UTF-8) as one table that leads from a state and a byte to the next state.
 *
 * <p>States are numbered in steps of 256, so a state plus a byte is a place in the table. What may follow a value depends
 * on where the value stands, so there is a machine for values at the top, in arrays and in objects each; nothing but
 * brackets needs a stack.
 */
final class JsonGrammar {
    /** Is where every byte leads that may not come. */
    static final int REFUSED = 0;

    /** Asks to remember an object, and to go on with {@link #firstMember}. */
    static final int OPEN_OBJECT = 1 << 8;

    /** Asks to remember an array, and to go on with {@link #firstElement}. */
    static final int OPEN_ARRAY = 2 << 8;

    /** Asks to go on after what was opened last. */
    static final int CLOSE = 3 << 8;

    /** The first number that is a state. */
    static final int FIRST_STATE = 4 << 8;

    private static final String BLANKS = " \t\r\n";
    private static final String HEX = "0123456789abcdefABCDEF";

    private final char[] next = new char[128 << 8];
    private final BitSet complete = new BitSet();
    private int states = FIRST_STATE;

    final int top = state(BLANKS);
    final int afterTop = state(BLANKS);
    final int afterElement = state(BLANKS);
    final int afterMember = state(BLANKS);
    final int firstElement;
    final int firstMember;

    JsonGrammar() {
        complete.set(afterTop);
        value(top, afterTop);

        int element = state(BLANKS);
        on(afterElement, ",", element);
        on(afterElement, "]", CLOSE);
        value(element, afterElement);
        firstElement = like(element);
        on(firstElement, BLANKS, firstElement);
        on(firstElement, "]", CLOSE);

        int name = state(BLANKS);
        int colon = state(BLANKS);
        int member = state(BLANKS);
        on(afterMember, ",", name);
        on(afterMember, "}", CLOSE);
        on(name, "\"", string(colon));
        on(colon, ":", member);
        value(member, afterMember);
        firstMember = like(name);
        on(firstMember, BLANKS, firstMember);
        on(firstMember, "}", CLOSE);
    }

    /** Returns the table. */
    char[] table() {
        return Arrays.copyOf(next, states);
    }

    /** Returns whether a text may end in a state. */
    boolean isComplete(int state) {
        return complete.get(state);
    }

    private void value(int state, int after) {
        on(state, "{", OPEN_OBJECT);
        on(state, "[", OPEN_ARRAY);
        on(state, "\"", string(after));
        on(state, "t", word("rue", after));
        on(state, "f", word("alse", after));
        on(state, "n", word("ull", after));
        number(state, after);
    }

    private int word(String rest, int after) {
        if (rest.isEmpty()) {
            return after;
        }
        int state = state("");
        on(state, rest.substring(0, 1), word(rest.substring(1), after));
        return state;
    }

    /** Wires the numbers that may begin in a state. */
    private void number(int state, int after) {
        int minus = state("");
        int zero = like(after);
        int integer = like(after);
        int point = state("");
        int fraction = like(after);
        int e = state("");
        int sign = state("");
        int exponent = like(after);
        on(state, "-", minus);
        for (int begin : new int[] {state, minus}) {
            on(begin, "0", zero);
            on(begin, "123456789", integer);
        }
        on(integer, "0123456789", integer);
        on(zero, ".", point);
        on(integer, ".", point);
        on(point, "0123456789", fraction);
        on(fraction, "0123456789", fraction);
        for (int mantissa : new int[] {zero, integer, fraction}) {
            on(mantissa, "eE", e);
        }
        on(e, "+-", sign);
        for (int digits : new int[] {e, sign, exponent}) {
            on(digits, "0123456789", exponent);
        }
    }

    /** Builds a string behind its first quote. Its characters: table 3-7 of the Unicode standard. */
    private int string(int after) {
        int string = state("");
        on(string, ' ', 0x7F, string);
        on(string, "\"", after);
        on(string, "\\", escape(string));
        int last = state("");
        on(last, 0x80, 0xBF, string);
        int lastTwo = state("");
        on(lastTwo, 0x80, 0xBF, last);
        int lastThree = state("");
        on(lastThree, 0x80, 0xBF, lastTwo);
        on(string, 0xC2, 0xDF, last);
        on(string, 0xE1, 0xEF, lastTwo);
        on(string, 0xE0, 0xE0, first(0xA0, 0xBF, last));
        on(string, 0xED, 0xED, first(0x80, 0x9F, last));
        on(string, 0xF1, 0xF3, lastThree);
        on(string, 0xF0, 0xF0, first(0x90, 0xBF, lastTwo));
        on(string, 0xF4, 0xF4, first(0x80, 0x8F, lastTwo));
        return string;
    }

    private int first(int from, int to, int then) {
        int state = state("");
        on(state, from, to, then);
        return state;
    }

    private int escape(int string) {
        int escape = state("");
        on(escape, "\"\\/bfnrt", string);
        int digits = string;
        for (int i = 0; i < 4; i++) {
            int digit = state("");
            on(digit, HEX, digits);
            digits = digit;
        }
        on(escape, "u", digits);
        return escape;
    }

    /** Makes a state that some bytes do not leave. */
    private int state(String staying) {
        int state = states;
        states += 0x100;
        on(state, staying, state);
        return state;
    }

    /** Makes a state which the same bytes leave to the same states. */
    private int like(int other) {
        int state = state("");
        System.arraycopy(next, other, next, state, 0x100);
        complete.set(state, complete.get(other));
        return state;
    }

    private void on(int state, String bytes, int then) {
        bytes.chars().forEach(b -> next[state + b] = (char) then);
    }

    private void on(int state, int from, int to, int then) {
        Arrays.fill(next, state + from, state + to + 1, (char) then);
    }
}
