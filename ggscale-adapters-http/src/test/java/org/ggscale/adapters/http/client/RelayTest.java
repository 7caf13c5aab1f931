package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.ScriptedEngine.answer;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.game.RaceName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers on their way from an engine to a player. */
@Timeout(30)
class RelayTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int HELD = 64 * 1024;
    private static final int LIMIT = 16 * 1024 * 1024;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final OkHttpEngines client = OkHttpEngines.create();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, HELD - 1, HELD, HELD + 1, 1_000_000, LIMIT})
    void a_body_of_any_permitted_size_arrives_whole(int size) throws IOException {
        String body = text(size);
        try (ScriptedEngine engine = ScriptedEngine.answering(json(body))) {
            assertThat(new String(read(engine), ISO_8859_1)).isEqualTo(body);
            assertThat(new String(read(engine), ISO_8859_1)).isEqualTo(body);
            assertThat(engine.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_body_in_small_chunks_arrives_whole() throws IOException {
        String body = text(200_000);
        StringBuilder chunks = new StringBuilder(CHUNKED);
        body.chars()
                .forEach(c -> chunks.append("1;name=value\r\n").append((char) c).append("\r\n"));
        try (ScriptedEngine engine = ScriptedEngine.answering(chunks + "0\r\nX-Trailer: x\r\n\r\n")) {
            assertThat(new String(read(engine), ISO_8859_1)).isEqualTo(body);
        }
    }

    @Test
    void the_beginning_is_handed_over_while_the_rest_is_still_to_come() throws Exception {
        String body = text(HELD + 10);
        CountDownLatch handedOver = new CountDownLatch(1);
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, HELD));
            handedOver.await();
            talk.send(body.substring(HELD));
        })) {
            try (InputStream stream = open(engine)) {
                assertThat(stream.readNBytes(HELD)).hasSize(HELD);
                handedOver.countDown();
                assertThat(stream.readAllBytes()).hasSize(10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{}{}", "<html>", "{\"a\":tru}", "\"\u00c3(\"", "nul"})
    void a_body_that_is_no_json_is_garbled(String body) throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(json(body))) {
            assertThat(relay(engine)).isInstanceOf(EngineAnswer.Garbled.class);
            assertThat(engine.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n{}"
            })
    void an_answer_against_the_contract_is_garbled(String answer) throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(answer)) {
            assertThat(relay(engine)).isInstanceOf(EngineAnswer.Garbled.class);
            assertThat(engine.requests()).hasSize(1);
        }
    }

    @Test
    void a_refusal_carries_its_first_64_kib() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(answer(400, "x".repeat(100_000)))) {
            assertThat(relay(engine)).isInstanceOfSatisfying(EngineAnswer.Refused.class, refused -> {
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.detail()).isEqualTo("x".repeat(HELD).getBytes(ISO_8859_1));
            });
        }
    }

    @Test
    void a_violation_behind_the_beginning_breaks_the_stream_before_it_is_handed_over() throws IOException {
        String body = "[" + " ".repeat(HELD) + "<script>]";
        try (ScriptedEngine engine = ScriptedEngine.answering(json(body));
                InputStream stream = open(engine)) {
            assertThatThrownBy(() -> stream.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no JSON at byte " + (HELD + 1));
            assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_end_within_json_breaks_the_stream() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(json("[" + " ".repeat(HELD)));
                InputStream stream = open(engine)) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ends within JSON");
        }
    }

    @Test
    void a_connection_that_ends_within_the_body_breaks_the_stream() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
                    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[" + " ".repeat(HELD));
                    talk.hangUp();
                });
                InputStream stream = open(engine)) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_body_without_end_breaks_the_stream_at_16_mib() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
                    talk.send(CHUNKED);
                    talk.sendForEver("400\r\n" + " ".repeat(1024) + "\r\n");
                });
                InputStream stream = open(engine)) {
            CountingOutput counted = new CountingOutput();

            assertThatThrownBy(() -> stream.transferTo(counted)).hasMessageContaining("longer than 16777216");
            assertThat(counted.bytes).isBetween((long) LIMIT - HELD, (long) LIMIT);
            assertThat(engine.written()).isLessThan(2L * LIMIT);
        }
    }

    @Test
    void a_body_of_16_mib_is_never_held() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.answering(json(text(LIMIT)));
                InputStream stream = open(engine)) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            byte[] buffer = new byte[8192];
            long before = threads.getCurrentThreadAllocatedBytes();
            while (stream.read(buffer) >= 0) {}

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1L << 20);
        }
    }

    @Test
    void the_deadline_covers_the_stream() throws IOException {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
                    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[" + " ".repeat(HELD));
                    talk.trickle(" ");
                });
                InputStream stream = open(engine, Duration.ofMillis(400))) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_stream_that_is_left_early_hangs_up() throws Exception {
        try (ScriptedEngine engine = new ScriptedEngine(talk -> {
            talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n[" + " ".repeat(HELD));
            talk.sayNothing();
        })) {
            open(engine).close();
            engine.awaitEnded(1);
        }
    }

    private byte[] read(ScriptedEngine engine) throws IOException {
        try (InputStream stream = open(engine)) {
            return stream.readAllBytes();
        }
    }

    private InputStream open(ScriptedEngine engine) {
        return open(engine, LONG);
    }

    private InputStream open(ScriptedEngine engine, Duration timeout) {
        EngineAnswer answer = client.relay(engine.endpoint(), GAME, report(), timeout);
        assertThat(answer).isInstanceOf(EngineAnswer.Json.class);
        return ((EngineAnswer.Json) answer).body();
    }

    private EngineAnswer relay(ScriptedEngine engine) {
        return client.relay(engine.endpoint(), GAME, report(), LONG);
    }

    private static EngineRequest report() {
        return new EngineRequest.Report(new RaceName("Humans"), 1);
    }

    /** A JSON text of a size. */
    private static String text(int size) {
        return "\"" + "x".repeat(size - 2) + "\"";
    }

    private static final class CountingOutput extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }
}
