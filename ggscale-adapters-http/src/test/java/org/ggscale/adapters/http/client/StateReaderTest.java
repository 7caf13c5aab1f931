package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateReaderTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_007_199_254_740_992L})
    void turns_are_integers_up_to_2_to_the_53rd(long turn) throws GarbledAnswerException {
        assertThat(read(state(turn)).turn()).isEqualTo(turn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "9007199254740993",
                "9223372036854775808",
                "1.0",
                "1e3",
                "1E0",
                "\"1\"",
                "null",
                "true",
                "[1]",
                "{}",
                "01",
                "+1",
                "0x1",
                "NaN",
                "1_0",
                "99999999999999999999999999999999999999999999999999999999999999999999"
            })
    void anything_else_is_no_turn(String turn) {
        assertGarbled(state("\"turn\":" + turn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "turn", "stage", "player"})
    void a_missing_member_is_garbled(String member) {
        assertGarbled(state(1).replaceFirst("\"" + member + "\":", "\"other\":"), "no " + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raceName", "planets", "population", "extinct"})
    void a_missing_member_of_a_race_is_garbled(String member) {
        assertGarbled(state(1).replace("\"" + member + "\":", "\"other\":"), "no player." + member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"" + "0198c2f4-7b1e-7c3a-9d2e-5f60718293a4" + "\"",
                "\"stage\":\"play\"",
                "\"player\":[]",
                "\"turn\":1",
                "\"finished\":false",
                "\"x\":1"
            })
    void a_repeated_member_is_garbled(String member) {
        assertGarbled(state("\"turn\":1,\"finished\":false,\"x\":1," + member), "Duplicate");
    }

    @Test
    void a_repeated_member_anywhere_is_garbled() {
        assertGarbled(state("\"turn\":1,\"x\":[{\"a\":1,\"a\":1}]"), "Duplicate");
        assertGarbled(state(1).replace("\"planets\":3", "\"planets\":3,\"planets\":3"), "Duplicate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stage\":\"play\"     | \"stage\":1",
                "\"stage\":\"play\"     | \"stage\":null",
                "\"raceName\":\"Humans\"| \"raceName\":7",
                "\"planets\":3          | \"planets\":3.0",
                "\"planets\":3          | \"planets\":\"3\"",
                "\"planets\":3          | \"planets\":9223372036854775808",
                "\"population\":1.5     | \"population\":\"1.5\"",
                "\"population\":1.5     | \"population\":1e400",
                "\"population\":1.5     | \"population\":-1e400",
                "\"population\":1.5     | \"population\":NaN",
                "\"population\":1.5     | \"population\":Infinity",
                "\"population\":1.5     | \"population\":null",
                "\"extinct\":false      | \"extinct\":0",
                "\"turn\":1             | \"turn\":1,\"finished\":null",
                "\"turn\":1             | \"turn\":1,\"finished\":\"true\"",
                "\"turn\":1             | \"turn\":1,\"capabilities\":{}",
                "\"turn\":1             | \"turn\":1,\"capabilities\":[1]",
                "\"turn\":1             | \"turn\":1,\"capabilities\":\"durable_state\"",
            })
    void a_member_of_another_type_is_garbled(String member, String other) {
        assertThat(state(1)).contains(member);
        assertGarbled(state(1).replace(member, other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0198c2f4",
                "0198c2f47b1e7c3a9d2e5f60718293a4",
                "{0198c2f4-7b1e-7c3a-9d2e-5f60718293a4}",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293a",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293a4 ",
                "1-1-1-1-1",
                "0198c2f4-7b1e-7c3a-9d2e-5f60718293ag",
                "urn:uuid:0198c2f4-7b1e-7c3a-9d2e-5f60718293a4"
            })
    void an_id_in_another_form_than_36_characters_is_garbled(String id) {
        assertGarbled(state(1).replace(GAME.toString(), id));
        assertGarbled(state(1).replace("aaaaaaaa-0000-0000-0000-000000000001", id));
    }

    @Test
    void a_nil_game_is_garbled() {
        assertGarbled(state(1).replace(GAME.toString(), "00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void ids_are_read_in_any_case() throws GarbledAnswerException {
        assertThat(read(state(1).replace(GAME.toString(), GAME.toString().toUpperCase(Locale.ROOT)))
                        .id())
                .isEqualTo(GAME);
    }

    @Test
    void capabilities_that_nobody_knows_are_ignored() throws GarbledAnswerException {
        EngineState state =
                read(state("\"turn\":1,\"capabilities\":[\"x\",\"conditional_turn\",\"conditional_turn\",\"\"]"));

        assertThat(state.capabilities()).containsExactly(EngineCapability.CONDITIONAL_TURN);
    }

    @Test
    void an_engine_that_promises_nothing_is_plain_and_not_finished() throws GarbledAnswerException {
        assertThat(read(state(1)).capabilities()).isEmpty();
        assertThat(read(state(1)).finished()).isFalse();
    }

    @Test
    void a_thousand_races_are_read_in_their_order() throws GarbledAnswerException {
        String races = IntStream.range(0, 1000)
                .mapToObj(i -> Answers.RACE.replace("Humans", "race " + i))
                .collect(Collectors.joining(","));

        assertThat(read(state(1).replace(Answers.RACE, races)).races())
                .hasSize(1000)
                .last()
                .extracting(EngineState.Race::raceName)
                .isEqualTo("race 999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"x\"", "{}", "{", "{\"id\"", "[{}]"})
    void what_is_no_state_is_garbled(String body) {
        assertGarbled(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " x", ",", "\u0000", "1"})
    void data_behind_the_state_is_garbled(String more) {
        assertGarbled(state(1) + more);
    }

    @Test
    void blanks_around_the_state_are_fine() throws GarbledAnswerException {
        assertThat(read(" \r\n\t" + state(1) + "\n\n").turn()).isEqualTo(1);
    }

    @Test
    void what_nobody_knows_is_skipped_within_limits() throws GarbledAnswerException {
        assertThat(read(state("\"turn\":1,\"x\":" + "[".repeat(30) + "]".repeat(30)))
                        .turn())
                .isEqualTo(1);
        assertGarbled(state("\"turn\":1,\"x\":" + "[".repeat(32) + "]".repeat(32)), "depth");
        assertThat(read(state("\"turn\":1,\"x\":\"" + "x".repeat(65_536) + "\""))
                        .turn())
                .isEqualTo(1);
    }

    @Test
    void a_text_longer_than_64_kib_is_garbled() {
        assertGarbled(state(1).replace("play", "x".repeat(65_537)), "length");
    }

    @Test
    void members_may_come_in_any_order_and_escaped() throws GarbledAnswerException {
        assertThat(read(state(1).replace("\"turn\"", "\"\\u0074urn\"")).turn()).isEqualTo(1);
    }

    private static EngineState read(String body) throws GarbledAnswerException {
        return StateReader.read(body.getBytes(UTF_8));
    }

    private static void assertGarbled(String body) {
        assertGarbled(body, "");
    }

    private static void assertGarbled(String body, String reason) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(GarbledAnswerException.class)
                .hasMessageContaining(reason);
    }
}
