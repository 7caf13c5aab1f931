package org.ggscale.adapters.http.client;

import java.util.BitSet;

/**
 * Checks that bytes are one JSON text while they pass, and keeps none of them.
 *
 * <p>Only the form is checked: members may repeat and numbers may be of any size. Arrays and objects nest up to 512 deep.
 */
final class JsonCheck {
    private static final int DEPTH = 512;
    private static final JsonGrammar GRAMMAR = new JsonGrammar();
    private static final char[] NEXT = GRAMMAR.table();

    private final BitSet objects = new BitSet();
    private int depth;
    private int state = GRAMMAR.top;
    private long passed;

    /** Checks the next bytes. */
    void accept(byte[] bytes, int from, int to) throws GarbledAnswerException {
        int current = state;
        for (int i = from; i < to; i++) {
            int next = NEXT[current + (bytes[i] & 0xFF)];
            if (next != current) {
                current = next >= JsonGrammar.FIRST_STATE ? next : bracket(next, passed + i - from);
            }
        }
        state = current;
        passed += to - from;
    }

    /** Checks that the text is complete. */
    void end() throws GarbledAnswerException {
        if (passed == 0) {
            throw new GarbledAnswerException("the body is empty");
        }
        if (!GRAMMAR.isComplete(state)) {
            throw new GarbledAnswerException("the body ends within JSON, after " + passed + " bytes");
        }
    }

    private int bracket(int action, long position) throws GarbledAnswerException {
        if (action == JsonGrammar.CLOSE) {
            depth--;
            return depth == 0 ? GRAMMAR.afterTop : objects.get(depth - 1) ? GRAMMAR.afterMember : GRAMMAR.afterElement;
        }
        if (action == JsonGrammar.REFUSED || depth == DEPTH) {
            throw new GarbledAnswerException("the body is no JSON at byte " + position);
        }
        objects.set(depth++, action == JsonGrammar.OPEN_OBJECT);
        return action == JsonGrammar.OPEN_OBJECT ? GRAMMAR.firstMember : GRAMMAR.firstElement;
    }
}
