package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A reader of the event stream, which takes in what it is asked for and no more. */
final class EventStream implements AutoCloseable {
    private final Wire wire;
    private final InputStream chunks;

    private EventStream(Wire wire) {
        this.wire = wire;
        this.chunks = new ChunkedInput(wire);
    }

    /** Begins to read; the head of the answer has come. */
    static EventStream open(Surface surface, String query, String... headers) {
        return open(surface.wire(), query, headers);
    }

    /** Begins to read over a connection. */
    static EventStream open(Wire wire, String query, String... headers) {
        Ask ask = Ask.get(Surface.API + "/events" + query);
        for (int i = 0; i < headers.length; i += 2) {
            ask = ask.header(headers[i], headers[i + 1]);
        }
        wire.send(ask.bytes());
        List<String> head = new ArrayList<>();
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            head.add(line);
        }
        assertThat(head).first().isEqualTo("HTTP/1.1 200 OK");
        assertThat(head).contains("Content-Type: text/event-stream", "Transfer-Encoding: chunked");
        assertThat(head).contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff");
        return new EventStream(wire);
    }

    /** Returns the next events, each of which the document describes. */
    List<Frame> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /** Returns the next event; comments are passed over. */
    Frame next() {
        List<String> block = block();
        while (block.equals(List.of(":"))) {
            block = block();
        }
        return Frame.parse(block);
    }

    /** Returns the lines until the next empty one. */
    List<String> block() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** Reads to the end of the stream and returns whether it is a clean one, with its last chunk. */
    boolean endsWell() {
        try {
            chunks.readAllBytes();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = chunks.read(); b != '\n'; b = chunks.read()) {
                if (b < 0) {
                    throw new AssertionError("the stream ends");
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    /** An event as it is sent. */
    record Frame(String id, String event, String data) {
        static Frame parse(List<String> lines) {
            assertThat(lines).hasSize(3);
            Frame frame = new Frame(
                    value(lines.get(0), "id: "), value(lines.get(1), "event: "), value(lines.get(2), "data: "));
            EventContract.check(frame);
            return frame;
        }

        private static String value(String line, String name) {
            assertThat(line).startsWith(name).hasSizeGreaterThan(name.length());
            return line.substring(name.length());
        }
    }

    /** The bytes within the chunks of an answer. */
    private static final class ChunkedInput extends InputStream {
        private final Wire wire;
        private int left;
        private boolean begun;

        ChunkedInput(Wire wire) {
            this.wire = wire;
        }

        @Override
        public int read() throws IOException {
            if (left == 0 && !begin()) {
                return -1;
            }
            int b = wire.read();
            if (b < 0) {
                throw new IOException("the stream breaks off");
            }
            left--;
            return b;
        }

        /** The end of a chunk comes with the head of the next one. */
        private boolean begin() throws IOException {
            try {
                if (begun) {
                    wire.line();
                }
                begun = true;
                left = Integer.parseInt(wire.line(), 16);
                return left > 0;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
