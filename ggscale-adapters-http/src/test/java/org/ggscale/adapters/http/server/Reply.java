package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An answer as it came over the wire. */
record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads one answer.
     *
     * @param headless whether it has no body whatever its head says, as an answer to HEAD
     * @throws EOFException when it breaks off
     */
    static Reply read(InputStream in, boolean headless) throws IOException {
        return read(in, headers -> headless);
    }

    /**
     * Reads one answer.
     *
     * @param headless says by its headers whether its body is not to be read
     * @throws EOFException when it breaks off
     */
    static Reply read(InputStream in, Predicate<Map<String, List<String>>> headless) throws IOException {
        String line = line(in);
        int status = Integer.parseInt(line.split(" ")[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        while (!(line = line(in)).isEmpty()) {
            String[] field = line.split(":", 2);
            headers.computeIfAbsent(field[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field[1].strip());
        }
        if (status == 100) {
            return read(in, headless);
        }
        return new Reply(status, headers, headless.test(headers) || status == 204 ? new byte[0] : body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        if (!headers.containsKey("content-length")) {
            return in.readAllBytes();
        }
        return exactly(in, Integer.parseInt(headers.get("content-length").get(0)));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.writeBytes(exactly(in, size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the body breaks off after " + bytes.length + " bytes");
        }
        return bytes;
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the answer breaks off after \"" + line + "\"");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(values -> values.get(0));
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text(), e);
        }
    }

    Reply is(int expected) {
        assertThat(status).as(text()).isEqualTo(expected);
        return this;
    }

    /** Checks that this is an error envelope with a code. */
    Reply refused(int expected, String code) {
        is(expected);
        assertThat(json().path("error").path("code").asText()).as(text()).isEqualTo(code);
        assertThat(message()).isNotBlank();
        return this;
    }

    String message() {
        return json().path("error").path("message").asText();
    }
}
