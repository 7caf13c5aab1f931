package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of the wrong type, size, framing or speed. */
class HostileBodiesTest {
    private static final int LIMIT = 1024 * 1024;
    private static final String STOP = Surface.API + "/runtimes/0198c2f4-7b1e-7c3a-9d2e-5f60718293a4/stop";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String BODY = "{\"reason\": \"enough\"}";

    private static Surface surface;

    @BeforeAll
    static void open() {
        surface = new Surface();
    }

    @AfterAll
    static void close() {
        surface.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json ; charset=UTF-8",
                "application/json; charset=\"utf-8\""
            })
    void json_in_utf_8_is_taken(String type) {
        surface.ask(Ask.post(STOP).body(bytes(BODY)).header("Content-Type", type))
                .refused(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/jsonp",
                "application/vnd.api+json",
                "application/x-www-form-urlencoded",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json, application/json",
                "*/*",
                "json"
            })
    void another_type_is_unsupported(String type) {
        surface.ask(Ask.post(STOP).body(bytes(BODY)).header("Content-Type", type))
                .refused(415, "unsupported_media_type");
    }

    @Test
    void no_type_and_two_types_are_unsupported() {
        surface.ask(Ask.post(STOP).body(bytes(BODY))).refused(415, "unsupported_media_type");
        surface.ask(Ask.post(STOP).json(BODY).header("Content-Type", "application/json"))
                .refused(415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br", "x"})
    void a_content_encoding_is_unsupported(String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(BODY));
        }
        surface.ask(Ask.post(STOP).json(packed.toByteArray()).header("Content-Encoding", encoding))
                .refused(415, "unsupported_media_type");
    }

    @Test
    void a_body_has_1_MiB_and_not_one_byte_more() {
        String spaces = " ".repeat(LIMIT - BODY.length());
        surface.ask(Ask.post(STOP).json(BODY + spaces)).refused(404, "not_found");
        surface.ask(Ask.post(STOP).json(BODY + spaces + " ")).refused(413, "request_too_large");
    }

    @ParameterizedTest
    @ValueSource(ints = {2 * LIMIT, 6 * LIMIT})
    void a_client_that_is_still_sending_too_much_sees_the_answer(int size) {
        surface.ask(Ask.post(STOP).json(new byte[size])).refused(413, "request_too_large");
        surface.ask(Ask.post(STOP).body(new byte[size])).refused(415, "unsupported_media_type");
        surface.ask(Ask.post("/nothing").json(new byte[size])).refused(404, "not_found");
    }

    @Test
    void chunks_are_put_together() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Transfer-Encoding: chunked\r\n"));
            wire.send(chunk(BODY.substring(0, 5)))
                    .send(chunk(BODY.substring(5)))
                    .send("0\r\n\r\n");
            wire.reply().refused(404, "not_found");
        }
    }

    @Test
    void chunks_that_become_too_much_are_too_large() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Transfer-Encoding: chunked\r\n"));
            for (int i = 0; i <= 16; i++) {
                wire.send(chunk(" ".repeat(LIMIT / 16)));
            }
            wire.send("0\r\n\r\n");
            wire.reply().refused(413, "request_too_large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "-1\r\n", "5;\u0000\r\n", "ffffffffffffffff\r\n", "1\r\n{}}\r\n"})
    void chunks_that_are_framed_badly_are_a_bad_request(String chunk) {
        try (Wire wire = surface.wire()) {
            wire.send(head("Transfer-Encoding: chunked\r\n")).send(chunk);
            wire.reply().refused(400, "invalid_request");
        }
    }

    @Test
    void whoever_asks_first_is_told_to_go_on() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n"));
            assertThat((char) wire.read()).isEqualTo('H');
            wire.send(BODY);
            wire.reply().refused(404, "not_found");
        }
    }

    @Test
    void whoever_asks_first_is_told_when_it_is_too_much() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Expect: 100-continue\r\nContent-Length: " + (LIMIT + 1) + "\r\n"));
            wire.reply().refused(413, "request_too_large");
        }
    }

    @Test
    void a_client_that_hangs_up_in_the_middle_of_a_body_harms_nobody() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Content-Length: 1000\r\n")).send("{\"reason\"");
        }
        surface.ask(Ask.get("/healthz")).is(200);
    }

    @Test
    void a_body_that_is_cut_off_is_a_bad_request() {
        try (Wire wire = surface.wire()) {
            wire.send(head("Content-Length: 1000\r\n")).send("{\"reason\"");
            wire.socket().shutdownOutput();
            wire.reply().refused(400, "invalid_request");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_get_takes_no_body() {
        surface.exchange(Ask.get("/healthz").json("{}")).refused(400, "invalid_request");
    }

    private static String head(String headers) {
        return "POST " + STOP + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + headers + "\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
