package org.ggscale.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine",
                "engine:1.4.2",
                "registry.example:5000/team/engine:1.4.2",
                "ghcr.example/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void an_image_of_a_registry_is_a_container(String text) {
        assertThat(ImageRef.parse(text)).isEqualTo(new ImageRef.Container(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Engine", "engine:", "engine@sha256:12", "a b", "-x", "http://x/y", "engine:1\n"})
    void other_texts_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageRef.parse(text))
                .withMessageContaining("image_ref");
    }

    @Test
    void a_command_is_a_json_array_of_strings() {
        ImageRef ref = ImageRef.parse(" process:".strip() + "[ \"/opt/a b\" , \"--x=\\\"\\u00e9\\n\\\"\" ]");
        assertThat(ref).isEqualTo(new ImageRef.Command(List.of("/opt/a b", "--x=\"\u00e9\n\"")));
    }

    @Test
    void a_command_is_written_so_that_it_reads_back() {
        ImageRef ref = new ImageRef.Command(List.of("run", "quote \" backslash \\ tab \t bell \u0007 \u00fc"));
        assertThat(ImageRef.parse(ref.text())).isEqualTo(ref);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "[\"\"]",
                "[1]",
                "[\"a\"",
                "[\"a\",]",
                "[\"a\"] x",
                "[\"a\\q\"]",
                "[\"a\\u12g4\"]",
                "[\"a\nb\"]",
                "[\"a\\u0000\"]",
                "[null]"
            })
    void a_broken_command_is_refused(String array) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageRef.parse("process:" + array))
                .withMessageContaining("image_ref process:");
    }

    @Test
    void a_java_object_has_a_name() {
        assertThat(ImageRef.parse("in-process:chess-2.x").text()).isEqualTo("in-process:chess-2.x");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageRef.parse("in-process:-x"));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageRef.parse("in-process:"));
    }
}
