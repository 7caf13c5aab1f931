package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {
    private static final String[] FRAGMENTS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"a\":",
        "1",
        "0",
        "-",
        ".",
        "e",
        "E",
        "+",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "\\",
        "\\u00",
        "\\n",
        "\u00e9",
        "\ud83d\udc7d",
        "t",
        "n",
        "-0.1e+2",
        "{}",
        "[]",
        "\t",
        "\u0001",
        "x"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-0",
                "1",
                "-1",
                "10",
                "1.5",
                "0.5",
                "1e5",
                "1E+5",
                "1e-5",
                "0e0",
                "1.25e400",
                "true",
                "false",
                "null",
                " \t\r\n{ } \n",
                "[1,2]",
                "[ 1 , [ ] , { } ]",
                "{\"a\":1}",
                "{ \"a\" : { \"a\" : [ true , null ] } , \"a\" : 0.0 }",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD800\"",
                "\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\"",
                "123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
            })
    void json_passes(String text) {
        assertThat(isJson(text.getBytes(UTF_8), 1)).isTrue();
        assertThat(isJson(text.getBytes(UTF_8), Integer.MAX_VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[}",
                "{]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{1:1}",
                "{a:1}",
                "{}{}",
                "[] []",
                "1 2",
                "01",
                "-",
                "-a",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "1e5.",
                "0x1",
                "--1",
                "NaN",
                "Infinity",
                "tru",
                "truee",
                "nul",
                "True",
                "\"",
                "\"a",
                "'a'",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "//",
                "/**/1",
                "[1]]",
                ",",
                ":",
                "\"a\":1",
                "\ufeff{}",
                "\u00a01",
                "[1,\u20281]"
            })
    void what_is_not_json_does_not_pass(String text) {
        assertThat(isJson(text.getBytes(UTF_8), 1)).isFalse();
        assertThat(isJson(text.getBytes(UTF_8), Integer.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00bf",
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00c3(",
                "\u00c3",
                "\u00e0\u0080\u0080",
                "\u00e0\u009f\u00bf",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00f0\u0080\u0080\u0080",
                "\u00f0\u008f\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u00fe",
                "\u00e2\u0082",
                "\u00f0\u009f\u0091",
                "\u00c3\u00c3\u00a9",
                "\u00e2\u0028\u00a1"
            })
    void what_is_not_utf_8_does_not_pass(String bytes) {
        assertThat(isJson(("\"" + bytes + "\"").getBytes(ISO_8859_1), 1)).isFalse();
    }

    @Test
    void every_two_and_three_byte_character_is_judged_like_the_platform_does() {
        for (int lead = 0x80; lead <= 0xFF; lead++) {
            for (int second = 0x70; second <= 0xFF; second++) {
                assertJudgedAlike(quoted(lead, second));
                assertJudgedAlike(quoted(lead, second, 0x80));
                assertJudgedAlike(quoted(lead, second, 0xBF, 0x80));
            }
        }
    }

    @Test
    void nesting_ends_at_512() {
        assertThat(isJson(("[".repeat(512) + "]".repeat(512)).getBytes(UTF_8), 100))
                .isTrue();
        assertThat(isJson(("[".repeat(513) + "]".repeat(513)).getBytes(UTF_8), 100))
                .isFalse();
        assertThat(isJson("{\"a\":".repeat(1_000_000).getBytes(UTF_8), 8192)).isFalse();
    }

    @Test
    void random_texts_are_judged_like_a_parser_does() throws IOException {
        SplittableRandom random = new SplittableRandom(20261121);
        int passed = 0;
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(1, 9); i > 0; i--) {
                text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            boolean json = isJson(bytes, random.nextInt(1, 5));
            if (json != isParsed(text.toString())) {
                fail(text.toString());
            }
            passed += json ? 1 : 0;
        }
        assertThat(passed).isGreaterThan(500);
    }

    private static void assertJudgedAlike(byte[] text) {
        if (isJson(text, 1) != isUtf8(text)) {
            fail(HexFormat.of().formatHex(text));
        }
    }

    private static boolean isJson(byte[] bytes, int piece) {
        JsonCheck check = new JsonCheck();
        try {
            for (int from = 0; from < bytes.length; from += Math.min(piece, bytes.length - from)) {
                check.accept(bytes, from, from + Math.min(piece, bytes.length - from));
            }
            check.end();
            return true;
        } catch (GarbledAnswerException e) {
            return false;
        }
    }

    private static boolean isParsed(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            if (parser.currentToken() == null) {
                return false;
            }
            parser.getText();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] quoted(int... bytes) {
        ByteBuffer text = ByteBuffer.allocate(bytes.length + 2).put((byte) '"');
        for (int b : bytes) {
            text.put((byte) b);
        }
        return text.put((byte) '"').array();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('"', 1) == text.length() - 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
