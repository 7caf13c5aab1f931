package org.ggscale.adapters.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes percent-escapes and refuses broken ones, those that are no UTF-8, and the NUL character. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Decodes one segment of a path; it must not become two. */
    static String decodeSegment(String name, String text) {
        String decoded = decode(name, text);
        if (decoded.indexOf('/') >= 0 || decoded.indexOf('\\') >= 0) {
            throw Refusal.invalid(name + " has no slash or backslash");
        }
        return decoded;
    }

    /** Decodes a name or value of a query, where a plus stands for a blank. */
    static String decodeQuery(String name, String text) {
        return decode(name, text.replace('+', ' '));
    }

    private static String decode(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escape(name, text, i));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw Refusal.invalid(name + " has a NUL character");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw Refusal.invalid(name + " has percent-escapes that are not UTF-8");
        }
    }

    private static int escape(String name, String text, int percent) {
        if (percent + 2 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(percent + 1))
                || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
            throw Refusal.invalid(name + " has a broken percent-escape");
        }
        return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
    }
}
