package org.ggscale.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector that takes OTLP over HTTP and reads as much of its protobuf as a test asks about. */
final class OtlpReceiver implements AutoCloseable {
    private static final int BYTES = 2;

    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> metrics = new ConcurrentLinkedQueue<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> take(exchange, this::spans));
        server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Returns the names of all metrics that came. */
    List<String> metrics() {
        return List.copyOf(metrics);
    }

    private static void take(HttpExchange exchange, java.util.function.Consumer<byte[]> reader) throws IOException {
        reader.accept(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** ExportTraceServiceRequest: resource_spans = 1, scope_spans = 2, spans = 2. */
    private void spans(byte[] body) {
        for (byte[] resource : fields(body, 1)) {
            for (byte[] scope : fields(resource, 2)) {
                fields(scope, 2).stream().map(OtlpReceiver::span).forEach(spans::add);
            }
        }
    }

    /** ExportMetricsServiceRequest: resource_metrics = 1, scope_metrics = 2, metrics = 2, name = 1. */
    private void metrics(byte[] body) {
        for (byte[] resource : fields(body, 1)) {
            for (byte[] scope : fields(resource, 2)) {
                fields(scope, 2).forEach(metric -> metrics.add(text(fields(metric, 1))));
            }
        }
    }

    private static Span span(byte[] span) {
        return new Span(hex(fields(span, 1)), hex(fields(span, 2)), hex(fields(span, 4)), text(fields(span, 5)));
    }

    private static String hex(List<byte[]> values) {
        return values.isEmpty() ? "" : HexFormat.of().formatHex(values.get(0));
    }

    private static String text(List<byte[]> values) {
        return new String(values.get(0), StandardCharsets.UTF_8);
    }

    /** Returns the values of a field that are byte strings. */
    private static List<byte[]> fields(byte[] message, int number) {
        List<byte[]> found = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) (tag & 7)) {
                case 0 -> varint(rest);
                case 1 -> rest.position(rest.position() + 8);
                case BYTES -> {
                    byte[] value = new byte[(int) varint(rest)];
                    rest.get(value);
                    if (tag >> 3 == number) {
                        found.add(value);
                    }
                }
                case 5 -> rest.position(rest.position() + 4);
                default -> throw new IllegalArgumentException("not protobuf: tag " + tag);
            }
        }
        return found;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = from.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A span, its ids in hexadecimal. */
    record Span(String trace, String id, String parent, String name) {}
}
