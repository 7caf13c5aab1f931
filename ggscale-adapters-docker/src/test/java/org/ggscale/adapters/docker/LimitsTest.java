package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final Limits USUAL = new Limits(512L << 20, 1_000_000_000L, 512);

    @Test
    void an_image_that_asks_for_nothing_gets_what_is_usual() {
        assertThat(Limits.wantedBy(Map.of())).isEqualTo(USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "8388608, 8388608",
        "8192k, 8388608",
        "64m, 67108864",
        "2G, 2147483648",
        "999999999999999g, 9223372036854775807"
    })
    void sizes_are_written_as_docker_writes_them(String label, long bytes) {
        assertThat(Limits.wantedBy(Map.of("com.galaxy.memory", label)).memory()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 10000000", "0.5, 500000000", "2, 2000000000", "1.000000001, 1000000001"})
    void processors_are_counted_in_parts(String label, long nano) {
        assertThat(Limits.wantedBy(Map.of("com.galaxy.cpu_quota", label)).nanoCpus())
                .isEqualTo(nano);
    }

    @ParameterizedTest
    @CsvSource({
        "com.galaxy.memory, ''", "com.galaxy.memory, -1", "com.galaxy.memory, 5m", "com.galaxy.memory, 64mb",
        "com.galaxy.cpu_quota, 0", "com.galaxy.cpu_quota, 0.009", "com.galaxy.cpu_quota, 1e3",
                "com.galaxy.cpu_quota, NaN",
        "com.galaxy.pids_limit, 0", "com.galaxy.pids_limit, -1", "com.galaxy.pids_limit, many"
    })
    void a_label_that_cannot_be_read_is_named_with_what_is_allowed(String label, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.wantedBy(Map.of(label, value)))
                .withMessageContaining(label)
                .withMessageContaining("\"" + value + "\"")
                .withMessageContaining("which is not");
    }

    @Test
    void nothing_is_above_a_ceiling() {
        assertThat(new Limits(10, 5, 7).within(new Limits(4, 9, 7))).isEqualTo(new Limits(4, 5, 7));
    }
}
