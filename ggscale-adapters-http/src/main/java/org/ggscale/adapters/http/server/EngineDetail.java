package org.ggscale.adapters.http.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an engine said when it refused, as a member of our own answer: its JSON, or its text. */
final class EngineDetail {
    private static final JsonFactory FACTORY = new JsonFactory();

    private EngineDetail() {}

    /** Returns nothing when the engine said nothing. */
    static Optional<JsonOutput.Raw> of(byte[] body) {
        return of(new String(body, StandardCharsets.UTF_8));
    }

    static Optional<JsonOutput.Raw> of(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new JsonOutput.Raw(isJson(text) ? text : quote(text)));
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            // Scalars are read when they are asked for.
            parser.getText();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String quote(String text) {
        StringWriter quoted = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(quoted)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quoted.toString();
    }
}
