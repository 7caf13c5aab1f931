package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The AsyncAPI document, as the judge of the events that are seen on the wire. */
final class EventContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final Map<String, Schema> PAYLOADS = payloads();

    private EventContract() {}

    /** Checks that an event is one of the document's. */
    static void check(EventStream.Frame frame) {
        check(frame.event(), json(frame.data()));
    }

    static void check(String type, JsonNode payload) {
        assertThat(PAYLOADS).containsKey(type);
        assertThat(payload.path("event_type").asText()).isEqualTo(type);
        assertThat(PAYLOADS.get(type).validate(payload)).as(payload.toString()).isEmpty();
    }

    /** Returns the event types, and instead of {@code notification} the kinds of these. */
    static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(PAYLOADS.keySet());
        kinds.remove("notification");
        DOCUMENT.at("/components/schemas/notification/oneOf").forEach(form -> {
            String pointer = form.path("$ref").asText().substring(1);
            JsonNode kind = DOCUMENT.at(pointer + "/properties/kind");
            kinds.add(kind.path("const").asText());
            kind.path("enum").forEach(name -> kinds.add(name.asText()));
        });
        kinds.remove("");
        return kinds;
    }

    /** Returns the document's own examples of an event type. */
    static Iterable<JsonNode> examples(String type) {
        return DOCUMENT.at("/components/messages/" + type + "/examples");
    }

    static Set<String> types() {
        return PAYLOADS.keySet();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static Map<String, Schema> payloads() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<String, Schema> payloads = new TreeMap<>();
        DOCUMENT.at("/components/messages").properties().forEach(message -> {
            ObjectNode schema = MAPPER.createObjectNode();
            schema.set("$ref", message.getValue().at("/payload/$ref"));
            schema.set("components", DOCUMENT.path("components"));
            payloads.put(message.getKey(), registry.getSchema(schema));
        });
        return payloads;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("..", "docs", "reference", "events-asyncapi.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
