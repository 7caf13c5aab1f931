package org.ggscale.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.ggscale.adapters.micrometer.GgScaleMetrics;
import org.ggscale.core.GgScale;
import org.junit.jupiter.api.Test;

class OwnMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void the_servers_own_registry_has_the_meters() {
        GgScaleMetrics metrics = GgScaleMetrics.create(registry);
        GgScale ggscale =
                GgScale.builder().signals(metrics).engineCalls(metrics::metered).build();
        metrics.watch(ggscale);

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .contains("ggscale.turns");
        assertThat(registry.getMeters()).anyMatch(meter -> meter.getId().getType() == Meter.Type.GAUGE);
    }
}
