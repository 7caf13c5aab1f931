package org.ggscale.host;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.ggscale.adapters.http.server.MetricsListener;
import org.ggscale.adapters.http.server.RequestObserver;
import org.ggscale.adapters.micrometer.GgScaleMetrics;

/** The meters of this process: the backend's, the pools', and those of the Java that runs it. */
final class HostMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final MeterRegistry registry;
    private final GgScaleMetrics ggscale;
    private final JvmGcMetrics collector = new JvmGcMetrics();

    /**
     * Begins to count.
     *
     * @param exporter where the meters go beside the page: {@code otlp}, {@code none} or {@code stdout}
     */
    HostMetrics(String exporter) {
        registry = switch (exporter) {
            case "otlp" -> both(MetricsExport.otlp());
            case "stdout" -> both(MetricsExport.stdout());
            default -> prometheus;
        };
        ggscale = GgScaleMetrics.create(registry);
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics(),
                        collector)
                .forEach(meters -> meters.bindTo(registry));
    }

    private MeterRegistry both(MeterRegistry exported) {
        return new CompositeMeterRegistry(Clock.SYSTEM, List.of(prometheus, exported));
    }

    MeterRegistry registry() {
        return registry;
    }

    GgScaleMetrics ggscale() {
        return ggscale;
    }

    /** Returns what times the requests of a surface. */
    RequestObserver requests(String surface) {
        return headers -> ending -> ggscale.request(surface, ending.operation(), ending.status(), ending.took());
    }

    /** Writes all meters in the form that a request prefers. Prometheus knows maxima by itself, from the buckets. */
    MetricsListener.Page page(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(
                    text,
                    prometheus
                            .getPrometheusRegistry()
                            .scrape((String name) -> !name.startsWith("ggscale_") || !name.endsWith("_max")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricsListener.Page(writer.getContentType(), text.toByteArray());
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
