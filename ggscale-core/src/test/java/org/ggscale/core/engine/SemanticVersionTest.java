package org.ggscale.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0",
                "1.4.2",
                "2147483647.0.1",
                "1.2.3-rc.1",
                "1.2.3-0a.x-y.--",
                "1.2.3-99999999999999999999",
                "1.2.3+001.b",
                "1.2.3-rc+b-5",
                "1.2.3-5678901234567890123456789012345678901234567890123456789012"
            })
    void a_version_keeps_its_text(String text) {
        assertThat(SemanticVersion.parse(text).text()).isEqualTo(text);
        assertThat(SemanticVersion.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "V1.2.3",
                "=1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "1.2.3\n",
                "01.2.3",
                "1.02.3",
                "1.2.03",
                "-1.2.3",
                "1.2.x",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3-\u00e4",
                "1.2.3+",
                "1.2.3+a+b",
                "1.2.3+a_b",
                "\u0661.2.3",
                "2147483648.0.0"
            })
    void what_is_no_version_is_refused_by_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SemanticVersion.parse(text))
                .withMessage("a version is MAJOR.MINOR.PATCH[-PRERELEASE][+BUILD] by SemVer 2.0.0"
                        + " of at most 64 characters, not " + text);
    }

    @Test
    void sixty_five_characters_are_too_many_and_the_message_stays_short() {
        String text = "1.2.3-" + "a".repeat(59);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SemanticVersion.parse(text))
                .withMessageEndingWith("not " + text.substring(0, 64) + "...");
    }

    @Test
    void versions_are_ordered_by_precedence() {
        List<SemanticVersion> ascending = Stream.of(
                        "0.9.9",
                        "1.0.0-1",
                        "1.0.0-2",
                        "1.0.0-11",
                        "1.0.0-99999999999999999998",
                        "1.0.0-99999999999999999999",
                        "1.0.0--1",
                        "1.0.0-A",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.0+a",
                        "1.0.2",
                        "1.0.10",
                        "1.2.0",
                        "1.10.0",
                        "2.0.0",
                        "10.0.0")
                .map(SemanticVersion::parse)
                .toList();

        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Integer.signum(ascending.get(i).compareTo(ascending.get(j))))
                        .as("%s to %s", ascending.get(i), ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3,      1.2.3,       true",
        "1.2.3,      1.2.3+b,     true",
        "1.2.3-rc+a, 1.2.3-rc+b,  true",
        "1.2.3-rc,   1.2.3,       false",
        "1.2.3,      1.2.4,       false",
        "1.2.3+a-b,  1.2.3-b,     false"
    })
    void build_metadata_makes_no_other_version(String left, String right, boolean same) {
        assertThat(SemanticVersion.parse(left).isSameAs(SemanticVersion.parse(right)))
                .isEqualTo(same);
        assertThat(SemanticVersion.parse(right).isSameAs(SemanticVersion.parse(left)))
                .isEqualTo(same);
    }

    @Test
    void the_precedence_is_the_text_without_build_metadata() {
        assertThat(SemanticVersion.parse("1.2.3-rc.1+b.5").precedence()).isEqualTo("1.2.3-rc.1");
        assertThat(SemanticVersion.parse("1.2.3").precedence()).isEqualTo("1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.4,      1.2.3,      true",
        "1.2.10,     1.2.9,      true",
        "1.2.4+b,    1.2.3,      true",
        "1.2.3,      1.2.3-rc.1, true",
        "1.2.3,      1.2.3,      false",
        "1.2.3+b,    1.2.3+a,    false",
        "1.2.2,      1.2.3,      false",
        "1.2.4-rc.1, 1.2.3,      false",
        "1.3.0,      1.2.3,      false",
        "1.1.9,      1.2.3,      false",
        "2.2.4,      1.2.3,      false"
    })
    void a_patch_is_a_later_release_of_the_same_minor_version(String patch, String current, boolean is) {
        assertThat(SemanticVersion.parse(patch).isPatchOf(SemanticVersion.parse(current)))
                .isEqualTo(is);
    }

    @Test
    void versions_are_equal_when_their_texts_are() {
        assertThat(SemanticVersion.parse("1.2.3+a"))
                .isEqualTo(SemanticVersion.parse("1.2.3+a"))
                .hasSameHashCodeAs(SemanticVersion.parse("1.2.3+a"))
                .isNotEqualTo(SemanticVersion.parse("1.2.3+b"));
    }
}
