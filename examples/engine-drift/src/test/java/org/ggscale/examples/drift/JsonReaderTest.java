package org.ggscale.examples.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void every_kind_of_value_is_read() {
        assertThat(JsonReader.read(" {\"a\" : [1, -2.5e+10, true, false, null, {}, []],\t\"b\":\"x\"}\r\n"))
                .isEqualTo(new Json.Fields(Map.of(
                        "a",
                        new Json.Items(List.of(
                                new Json.Numeral("1"),
                                new Json.Numeral("-2.5e+10"),
                                new Json.Truth(true),
                                new Json.Truth(false),
                                new Json.Nothing(),
                                new Json.Fields(Map.of()),
                                new Json.Items(List.of()))),
                        "b",
                        new Json.Text("x"))));
    }

    @Test
    void escapes_and_characters_beyond_ascii_are_read() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE80 é🚀\""))
                .isEqualTo(new Json.Text("\"\\/\b\f\n\r\té🚀 é🚀"));
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
                "\"",
                "{]",
                "[}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{,}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\":1 \"b\":2}",
                "tru",
                "True",
                "nul",
                "NaN",
                "Infinity",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "-",
                "0x10",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u١٢٣٤\"",
                "\"\n\"",
                "\"a",
                "\"\\",
                "1 2",
                "{} {}",
                "[]]",
                "1\u0000",
                "\u0000",
                "\"\u0000\"",
                "\"\\u0000\"",
                "\"\\uD83D\"",
                "\"\\uDE80\\uD83D\"",
                "\uFEFF1",
                "// 1",
                "[1] // x",
                "\u00a01",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching("not the JSON we read: .+ at position [0-9]+");
    }

    @Test
    void limits_hold_to_the_character() {
        assertThat(JsonReader.read("[".repeat(31) + "1" + "]".repeat(31))).isInstanceOf(Json.Items.class);
        assertThat(JsonReader.read("\"" + "x".repeat(65_536) + "\"")).isInstanceOf(Json.Text.class);
        assertThat(JsonReader.read("9".repeat(64))).isInstanceOf(Json.Numeral.class);

        assertThatThrownBy(() -> JsonReader.read("[".repeat(32) + "1" + "]".repeat(32)))
                .hasMessageContaining("more than 32 levels");
        assertThatThrownBy(() -> JsonReader.read("\"" + "x".repeat(65_537) + "\""))
                .hasMessageContaining("a string of more than 65536 characters");
        assertThatThrownBy(() -> JsonReader.read("9".repeat(65)))
                .hasMessageContaining("a number of more than 64 characters");
        assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(1_000_000)))
                .hasMessageContaining("more than 32 levels");
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOf(Refusal.class)
                .hasMessage("the text is not UTF-8");
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void mutated_texts_are_read_or_refused_and_nothing_else() {
        byte[] good = Galaxies.report(Galaxies.create(1, "Red", "Blue"), "Red").getBytes(UTF_8);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] text = good.clone();
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            try {
                JsonReader.read(text);
            } catch (Refusal expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(200, 1_999);
    }
}
