package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.HealthCheck;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTest {
    @Test
    void an_image_that_declares_nothing_is_as_usual() {
        Declared declared = declared("{}");

        assertThat(declared.volumes()).isEmpty();
        assertThat(declared.check()).isEmpty();
        assertThat(declared.limits().pids()).isEqualTo(512);
    }

    @Test
    void an_image_without_a_configuration_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Declared.by(image("{\"Id\": \"sha256:1\"}")))
                .withMessageContaining("no configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "/data/", "//data", "/x/../data", "/data/."})
    void a_volume_is_the_same_however_it_is_written(String written) {
        assertThat(declared("{\"Volumes\": {\"" + written + "\": {}}}").volumes())
                .containsExactly("/data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/state", "/state/", "/x/../state"})
    void the_state_stays_the_state(String written) {
        assertThat(declared("{\"Volumes\": {\"" + written + "\": {}}}").volumes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/state/deeper", "/x/../state/a/b", "data", "..", ""})
    void a_volume_inside_the_state_or_nowhere_is_refused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{\"Volumes\": {\"" + written + "\": {}}}"))
                .withMessageContaining("volume");
    }

    /** Thousands of ports make every listing of all engines slow, and the start costs the daemon many seconds. */
    @Test
    void what_no_engine_needs_so_many_of_is_refused() {
        assertThat(declared("{\"ExposedPorts\": {" + many(100, "%d/tcp", "{}") + "}}"))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{\"ExposedPorts\": {" + many(101, "%d/tcp", "{}") + "}}"))
                .withMessageContaining("100 ports");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{\"Volumes\": {" + many(17, "/v%d", "{}") + "}}"))
                .withMessageContaining("16 volumes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{\"Labels\": {" + many(300, "l%d", "\"" + "x".repeat(1_000) + "\"") + "}}"))
                .withMessageContaining("labels");
    }

    /** One command of 20 MB would keep the host from reading any listing. */
    @ParameterizedTest
    @ValueSource(strings = {"\"Cmd\": %s", "\"Entrypoint\": %s", "\"Env\": %s", "\"Healthcheck\": {\"Test\": %s}"})
    void what_every_answer_of_the_daemon_would_repeat_is_bounded(String config) {
        String most = "[\"" + "x".repeat(60_000) + "\"]";

        assertThat(declared("{" + config.formatted(most) + "}")).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{" + config.formatted(most.replace("xx", "xxx")) + "}"))
                .withMessageContaining("command");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declared("{" + config.formatted("[\"\"" + ",\"\"".repeat(70_000) + "]") + "}"))
                .withMessageContaining("command");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "1000000, 1000000000",
                "-5, 1000000000",
                "1000000000, 1000000000",
                "7000000000, 7000000000",
                "0, null"
            },
            nullValues = "null")
    void a_check_runs_once_a_second_at_most(long declared, Long interval) {
        HealthCheck check = declared("{\"Healthcheck\": {\"Test\": [\"CMD\", \"x\"], \"Interval\": " + declared
                        + ", \"StartInterval\": " + declared + "}}")
                .check()
                .orElseThrow();

        assertThat(check.getInterval()).isEqualTo(interval);
        assertThat(check.getStartInterval()).isEqualTo(interval);
        assertThat(check.getTest()).isNull();
    }

    private static String many(int count, String name, String value) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "\"" + name.formatted(i) + "\": " + value)
                .collect(Collectors.joining(", "));
    }

    private static Declared declared(String config) {
        return Declared.by(image("{\"Id\": \"sha256:1\", \"Config\": " + config + "}"));
    }

    private static InspectImageResponse image(String json) {
        try {
            return new ObjectMapper().readValue(json, InspectImageResponse.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
