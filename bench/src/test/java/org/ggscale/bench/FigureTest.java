package org.ggscale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void the_ratio_is_the_median_of_the_pairs() {
        assertThat(figure(0.9, 0.7, 0.8).ratio()).isEqualTo(0.8);
        assertThat(figure(0.8, 0.7, 0.9, 0.75).ratio()).isEqualTo(0.775);
    }

    @Test
    void a_ratio_below_the_gate_does_not_hold() {
        assertThat(figure(0.75, 0.8, 0.7).holds()).isTrue();
        assertThat(figure(0.74, 0.8, 0.7).holds()).isFalse();
    }

    @Test
    void pairs_that_differ_too_much_are_noise_and_no_result() {
        Figure noisy = figure(0.4, 0.5, 0.7);
        assertThat(noisy.noisy()).isTrue();
        assertThat(noisy.line()).contains("noisy");
        assertThat(figure(0.5, 0.6, 0.75).noisy()).isFalse();
    }

    @Test
    void the_line_for_scripts_has_every_member() {
        assertThat(figure(0.8, 0.9, 1.0).json(Instant.EPOCH))
                .startsWith("{\"name\":\"herd\",\"ratio\":0.9,\"min\":0.8,\"max\":1.0,\"pairs\":3,\"unit\":\"turns/s\","
                        + "\"reference\":\"the limit\",\"gate\":0.75,\"goal\":0.95,\"noisy\":false,"
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"machine\":\"");
    }

    private static Figure figure(Double... ratios) {
        return new Figure("herd", List.of(ratios), "turns/s", "the limit", 0.75, 0.95);
    }
}
