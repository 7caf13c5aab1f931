package org.ggscale.adapters.http.server;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The OpenAPI document as it is written: what operations take, and a judge of answers that is quick. */
final class ApiDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final List<Operation> OPERATIONS = readOperations();

    private ApiDocument() {}

    static List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> readOperations() {
        List<Operation> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(place -> place.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                place.getKey(),
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                method.getValue()))));
        return operations;
    }

    /** Finds what a request is by its method and its path as it was sent. */
    static Optional<Operation> find(String method, String path) {
        return OPERATIONS.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.matches(path))
                .findFirst();
    }

    /** Returns the codes that errors can have. */
    static Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        DOCUMENT.at("/components/schemas")
                .forEach(schema ->
                        schema.at("/properties/error/properties/code/enum").forEach(code -> codes.add(code.asText())));
        return codes;
    }

    /** Follows a reference, if it is one. */
    static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(Path.of("..", "docs", "reference", "internal-openapi.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One operation of the document. */
    static final class Operation {
        private static final int REMEMBERED = 10_000;

        private final String template;
        private final String method;
        private final JsonNode node;
        private final Pattern pattern;
        private final Map<Integer, Optional<Schema>> schemas = new ConcurrentHashMap<>();
        private final Set<String> conforming = ConcurrentHashMap.newKeySet();

        Operation(String template, String method, JsonNode node) {
            this.template = template;
            this.method = method;
            this.node = node;
            this.pattern = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        String id() {
            return node.path("operationId").asText();
        }

        String method() {
            return method;
        }

        String template() {
            return template;
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }

        List<JsonNode> parameters() {
            List<JsonNode> parameters = new ArrayList<>();
            node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
            return parameters;
        }

        /** Returns the examples of its body, none when it takes none. */
        List<JsonNode> bodies() {
            List<JsonNode> bodies = new ArrayList<>();
            node.at("/requestBody/content/application~1json/examples")
                    .forEach(example -> bodies.add(example.path("value")));
            return bodies;
        }

        /** Returns what is wrong with an answer, empty when nothing is. */
        String wrong(Reply reply) {
            JsonNode response = response(reply.status());
            if (response.isMissingNode()) {
                return "the document has no such status";
            }
            if (!response.has("content")) {
                return reply.body().length == 0 ? "" : "the document has no body here";
            }
            String type = reply.header("content-type").orElse("none");
            if (!response.path("content").has(type)) {
                return "the document has no such type: " + type;
            }
            return type.equals("application/json") ? conforms(reply) : "";
        }

        private String conforms(Reply reply) {
            String text = reply.status() + reply.text();
            if (conforming.contains(text)) {
                return "";
            }
            Schema schema =
                    schemas.computeIfAbsent(reply.status(), this::schema).orElseThrow();
            var errors = schema.validate(reply.json());
            if (errors.isEmpty() && conforming.size() < REMEMBERED) {
                conforming.add(text);
            }
            return errors.isEmpty() ? "" : errors.toString();
        }

        private JsonNode response(int status) {
            return resolve(node.path("responses").path(Integer.toString(status)));
        }

        private Optional<Schema> schema(int status) {
            ObjectNode schema = MAPPER.createObjectNode();
            schema.set("allOf", MAPPER.createArrayNode().add(response(status).at("/content/application~1json/schema")));
            schema.set("components", DOCUMENT.path("components"));
            return Optional.of(SCHEMAS.getSchema(schema));
        }

        @Override
        public String toString() {
            return id();
        }
    }
}
