package org.ggscale.host;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.ggscale.adapters.http.server.RequestObserver;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.host.configuration.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Spans of requests and engine calls, and what carries a trace through this process; unused, nothing of it is loaded. */
final class Tracing implements AutoCloseable {
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final TextMapPropagator propagator = W3CTraceContextPropagator.getInstance();
    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private Tracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("org.ggscale");
    }

    /**
     * Starts exporting.
     *
     * @param exporter {@code otlp}, as the standard {@code OTEL_} variables say, or {@code stdout}
     * @throws ConfigurationException when one of those variables cannot be used
     */
    static Tracing start(String exporter) {
        boolean otlp = exporter.equals("otlp");
        AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of("otel.service.name", "ggscale"))
                .addPropertiesCustomizer(set -> Map.of(
                        "otel.traces.exporter", otlp ? "otlp" : "none",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"));
        if (!otlp) {
            builder.addTracerProviderCustomizer(
                    (spans, set) -> spans.addSpanProcessor(SimpleSpanProcessor.create(new SpanLines())));
        }
        try {
            return new Tracing(builder.build().getOpenTelemetrySdk());
        } catch (io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException e) {
            throw new ConfigurationException("GGSCALE_OTEL_TRACES_EXPORTER is \"" + exporter
                    + "\", and an OTEL_ variable cannot be used: " + e.getMessage());
        }
    }

    /** Returns a client whose calls are spans. */
    EngineClient traced(EngineClient client) {
        return new TracedEngineClient(client, tracer);
    }

    /** Returns the headers that hand the current trace to an engine. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        propagator.inject(Context.current(), headers, (all, name, value) -> {
            if (all != null) {
                all.put(name, value);
            }
        });
        return headers;
    }

    /** Makes threads that go on in the trace of whoever asked for their work. */
    ThreadFactory threads(ThreadFactory threads) {
        return work -> threads.newThread(Context.current().wrap(work));
    }

    /** Returns what makes a span of each request, in the trace that its caller began. */
    @SuppressWarnings("MustBeClosedChecker") // The scope is closed by the thread when it has handled the request.
    RequestObserver requests() {
        return headers -> {
            Context caller = propagator.extract(Context.root(), headers, Headers.INSTANCE);
            Span span = tracer.spanBuilder("request")
                    .setSpanKind(SpanKind.SERVER)
                    .setParent(caller)
                    .startSpan();
            return new RequestSpan(span, caller.with(span).makeCurrent());
        };
    }

    /** Exports what is left. */
    @Override
    public void close() {
        sdk.close();
    }

    private record RequestSpan(Span span, Scope scope) implements RequestObserver.Observation {
        @Override
        public void handled() {
            scope.close();
        }

        @Override
        public void ended(RequestObserver.Ending ending) {
            span.updateName(ending.operation());
            span.setAttribute(STATUS, (long) ending.status());
            if (ending.broken() || ending.status() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private enum Headers implements TextMapGetter<Function<String, List<String>>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Function<String, List<String>> headers, String name) {
            List<String> values = headers == null ? List.of() : headers.apply(name);
            return values.isEmpty() ? null : values.get(0);
        }
    }
}
