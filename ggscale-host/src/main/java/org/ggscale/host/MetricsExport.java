package org.ggscale.host;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingRegistryConfig;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registries that send what they hold once a minute, and once more when they are closed. */
final class MetricsExport {
    private MetricsExport() {}

    /** Returns one that sends where the standard {@code OTEL_EXPORTER_OTLP_} variables say. */
    static MeterRegistry otlp() {
        return new OtlpMeterRegistry(new Otlp(), Clock.SYSTEM);
    }

    /** Returns one that prints. */
    static MeterRegistry stdout() {
        return LoggingMeterRegistry.builder(LoggingRegistryConfig.DEFAULT)
                .loggingSink(System.out::println)
                .build();
    }

    private static final class Otlp implements OtlpConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Map<String, String> resourceAttributes() {
            Map<String, String> attributes = new HashMap<>(OtlpConfig.super.resourceAttributes());
            attributes.putIfAbsent("service.name", "ggscale");
            return attributes;
        }
    }
}
