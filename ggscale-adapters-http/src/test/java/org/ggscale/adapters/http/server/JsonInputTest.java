package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\t} \r\n",
                "{\"\\ud83d\\ude80ä🚀\": 1}",
                "{\"a\": {\"b\": [1, -0.5e+7, \"\\ud83d\\ude80\", true, null]}}"
            })
    void json_is_json(String body) {
        assertThat(read(body)).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void anything_else_is_refused_with_what_was_wrong(String body, String sentence) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refusal.class).hasMessageContaining(sentence);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of(" ", "the body ends within JSON"),
                Arguments.of("{", "the body is no JSON"),
                Arguments.of("{\"a\": [}", "the body is no JSON, at character 7"),
                Arguments.of("null", "the body is a JSON object, not null"),
                Arguments.of("\"{}\"", "the body is a JSON object, not a text"),
                Arguments.of("1", "the body is a JSON object, not a number"),
                Arguments.of("true", "the body is a JSON object, not a boolean"),
                Arguments.of("{} 1", "something follows the JSON object"),
                Arguments.of("{},", "the body is no JSON"),
                Arguments.of("{} // more", "the body is no JSON"),
                Arguments.of("{\"a\": 1,}", "the body is no JSON"),
                Arguments.of("{a: 1}", "the body is no JSON"),
                Arguments.of("{'a': 1}", "the body is no JSON"),
                Arguments.of("{\"a\": 01}", "the body is no JSON"),
                Arguments.of("{\"a\": +1}", "the body is no JSON"),
                Arguments.of("{\"a\": .5}", "the body is no JSON"),
                Arguments.of("{\"a\": 1.}", "the body is no JSON"),
                Arguments.of("{\"a\": NaN}", "the body is no JSON"),
                Arguments.of("{\"a\": Infinity}", "the body is no JSON"),
                Arguments.of("{\"a\": \"\n\"}", "the body is no JSON"),
                Arguments.of("{\"a\": \"\\x\"}", "the body is no JSON"),
                Arguments.of("{\"a\": \"\u0000\"}", "the body is no JSON"),
                Arguments.of("{\"a\": \"\\u0000\"}", "NUL"),
                Arguments.of("{\"\\u0000\": 1}", "NUL"),
                Arguments.of("{\"a\": \"\\ud83d\"}", "lone surrogate"),
                Arguments.of("{\"a\": \"\\ude80\\ud83d\"}", "lone surrogate"),
                Arguments.of("{\"\\ud83d!\": 1}", "the body is no JSON"),
                Arguments.of("\uFEFF{}", "the body is no JSON"),
                Arguments.of("{\"a\": 1, \"b\": 2, \"a\": 3}", "member a is repeated"),
                Arguments.of("{\"a\": 1, \"\\u0061\": 3}", "member a is repeated"),
                Arguments.of("{\"o\": [{\"a\": 1, \"a\": 3}]}", "member a is repeated"));
    }

    @Test
    void a_body_is_utf_8() {
        assertRefused(new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}, "not UTF-8");
        assertRefused("{\"ä\": 1}".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
        // An overlong slash, a surrogate in three bytes, and a character beyond the last.
        assertRefused(HexFormat.of().parseHex("7b22c0af223a317d"), "not UTF-8");
        assertRefused(HexFormat.of().parseHex("7b22eda080223a317d"), "not UTF-8");
        assertRefused(HexFormat.of().parseHex("7b22f4908080223a317d"), "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void no_other_encoding_is_guessed(String charset) {
        assertThatThrownBy(() -> JsonInput.read("{\"a\": 1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void objects_and_arrays_nest_32_deep_and_not_deeper() {
        assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isNotNull();
        assertRefused("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}", "nested deeper than 32 levels");
        assertRefused("{\"a\":".repeat(33) + "1" + "}".repeat(33), "nested deeper than 32 levels");
        assertRefused("{\"a\":" + "[".repeat(500_000), "nested deeper than 32 levels");
    }

    @Test
    void texts_and_names_have_64_KiB_and_not_one_byte_more() {
        assertThat(read("{\"a\": \"" + "x".repeat(65_536) + "\"}")).isNotNull();
        assertThat(read("{\"" + "x".repeat(65_536) + "\": 1}")).isNotNull();
        assertThat(read("{\"a\": \"" + "🚀".repeat(16_384) + "\"}")).isNotNull();
        assertRefused("{\"a\": \"" + "x".repeat(65_537) + "\"}", "at most 65536 bytes");
        assertRefused("{\"" + "x".repeat(65_537) + "\": 1}", "at most 65536 bytes");
        assertRefused("{\"a\": \"" + "ä".repeat(32_769) + "\"}", "at most 65536 bytes");
        assertRefused("{\"a\": [{\"b\": \"" + "🚀".repeat(16_385) + "\"}]}", "at most 65536 bytes");
    }

    @Test
    void numbers_have_64_characters_and_not_one_more() {
        assertThat(read("{\"a\": -" + "1".repeat(63) + "}")).isNotNull();
        assertRefused("{\"a\": -" + "1".repeat(64) + "}", "at most 64 characters");
        assertThat(read("{\"a\": 1." + "1".repeat(58) + "e+99}")).isNotNull();
        assertRefused("{\"a\": 1." + "1".repeat(59) + "e+99}", "at most 64 characters");
        assertRefused("{\"a\": 1e" + "9".repeat(100_000) + "}", "at most 64 characters");
    }

    @Test
    void a_member_of_another_type_is_refused_with_its_path() {
        JsonInput body = read("{\"list\": [{\"name\": 7}], \"flag\": true}");
        assertThatThrownBy(() -> body.objects("list").get(0).value("name", name -> name))
                .hasMessage("list[0].name is a text, not a number");
        assertThatThrownBy(() -> body.value("flag", flag -> flag)).hasMessage("flag is a text, not a boolean");
        assertThatThrownBy(() -> body.objects("flag")).hasMessage("flag is an array, not a boolean");
        assertThatThrownBy(() -> body.optionalObject("list")).hasMessage("list is an object, not an array");
    }

    @Test
    void an_unknown_member_is_named_but_not_at_any_length() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> read("{\"" + "🚀".repeat(10_000) + "\": 1}").only("a", "b"));
        assertThat(refusal).hasMessage("unknown member " + "🚀".repeat(64) + "...; known here are a, b");
    }

    @Test
    void slices_are_exact_whatever_stands_around_them() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            String array = "[" + noise(random, 0) + (random.nextBoolean() ? "," + noise(random, 0) : "") + " ]";
            String options = "{ \"k\":" + noise(random, 0) + "}";
            JsonInput body = read("{" + blank(random) + "\"ä🚀\":" + noise(random, 0) + ",\"commands\"" + blank(random)
                    + ":" + blank(random) + array + blank(random) + ",\"options\":" + options + "}" + blank(random));
            assertThat(body.arrayText("commands")).isEqualTo(array);
            assertThat(body.optionalObject("options").orElseThrow().json()).isEqualTo(options);
        }
    }

    @Test
    void nested_slices_are_exact_too() {
        JsonInput body = read(" {\"a\": [ {\"b\": [1]} , {\"b\":  [ 2, [3] ], \"c\": {\"d\" : 4 }} ]}");
        assertThat(body.objects("a").get(0).arrayText("b")).isEqualTo("[1]");
        assertThat(body.objects("a").get(1).arrayText("b")).isEqualTo("[ 2, [3] ]");
        assertThat(body.objects("a").get(1).optionalObject("c").orElseThrow().json())
                .isEqualTo("{\"d\" : 4 }");
    }

    private static String noise(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> "\"" + "ä🚀\\\"\\u00e9 ]}".repeat(random.nextInt(900)) + "\"";
            case 1 -> Double.toString(random.nextDouble()) + blank(random);
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> "null" + blank(random);
            case 4 -> "[" + blank(random) + noise(random, depth + 1) + "]";
            default -> "{\"" + random.nextInt() + "\":" + noise(random, depth + 1) + "}";
        };
    }

    private static String blank(Random random) {
        return " \t\r\n ".substring(0, random.nextInt(6));
    }

    private static void assertRefused(String body, String sentence) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), sentence);
    }

    private static void assertRefused(byte[] body, String sentence) {
        assertThatThrownBy(() -> JsonInput.read(body))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }

    private static JsonInput read(String body) {
        return JsonInput.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
