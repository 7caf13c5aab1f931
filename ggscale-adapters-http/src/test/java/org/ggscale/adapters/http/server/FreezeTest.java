package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What callers rely on in a published document cannot change unnoticed: operations, what they take and answer, codes, members.
 *
 * <p>Whoever means a change runs this test with {@code -Dggscale.contract.freeze=true}, reads what that did to the frozen
 * file, and says it in the changelog: what is taken away or renamed there is a major version.
 */
class FreezeTest {
    private static final Path DOCUMENTS = Path.of("..", "docs", "reference");
    private static final Path FROZEN = Path.of("src", "test", "resources", "frozen");
    private static final Set<String> PROSE =
            Set.of("description", "summary", "title", "example", "examples", "tags", "externalDocs");

    @ParameterizedTest
    @ValueSource(strings = {"internal-openapi", "events-asyncapi"})
    void what_callers_rely_on_is_as_it_was(String document) throws IOException {
        List<String> outline = outline(document);
        Path frozen = FROZEN.resolve(document + ".txt");
        if (Boolean.getBoolean("ggscale.contract.freeze")) {
            Files.createDirectories(FROZEN);
            Files.write(frozen, outline);
        }
        assertThat(outline).containsExactlyElementsOf(Files.readAllLines(frozen));
    }

    private static List<String> outline(String document) throws IOException {
        JsonNode root =
                new YAMLMapper().readTree(DOCUMENTS.resolve(document + ".yaml").toFile());
        List<String> lines = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operation(root, path.getKey(), method.getKey(), method.getValue(), lines)));
        root.path("channels")
                .properties()
                .forEach(channel -> lines.add("channel " + channel.getKey() + " " + plain(channel.getValue())));
        for (String kind : List.of("parameters", "messages", "schemas")) {
            root.at("/components/" + kind)
                    .properties()
                    .forEach(part -> part(kind + " " + part.getKey(), part.getValue(), lines));
        }
        return lines;
    }

    private static void operation(JsonNode root, String path, String method, JsonNode node, List<String> lines) {
        String id = node.path("operationId").asText();
        lines.add(id + " " + method + " " + path);
        lines.add(id + " takes " + plain(node.path("parameters")) + " " + plain(node.path("requestBody")));
        node.path("responses").properties().forEach(response -> {
            JsonNode answer = resolve(root, response.getValue());
            answer.path("content")
                    .properties()
                    .forEach(type -> lines.add(id + " " + response.getKey() + " " + type.getKey() + " "
                            + answered(root, type.getValue().path("schema"))));
            if (!answer.has("content")) {
                lines.add(id + " " + response.getKey());
            }
        });
    }

    /** Returns the codes of an error, the schema of anything else. */
    private static String answered(JsonNode root, JsonNode schema) {
        JsonNode codes = resolve(root, schema).at("/properties/error/properties/code/enum");
        return codes.isMissingNode()
                ? plain(schema)
                : StreamSupport.stream(codes.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" "));
    }

    private static void part(String name, JsonNode part, List<String> lines) {
        JsonNode properties = part.path("properties");
        ObjectNode rest = part.deepCopy();
        rest.remove("properties");
        lines.add(name + " " + plain(rest));
        properties
                .properties()
                .forEach(member -> lines.add(name + "." + member.getKey() + " " + plain(member.getValue())));
    }

    private static JsonNode resolve(JsonNode root, JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Returns a part without its prose, in one line. */
    private static String plain(JsonNode node) {
        JsonNode copy = node.deepCopy();
        strip(copy, false);
        return copy.isMissingNode() ? "nothing" : copy.toString();
    }

    /** The members of an object may be called like a kind of prose. */
    private static void strip(JsonNode node, boolean names) {
        if (node instanceof ObjectNode object) {
            if (!names) {
                object.remove(PROSE);
            }
            object.properties()
                    .forEach(part ->
                            strip(part.getValue(), !names && part.getKey().equals("properties")));
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> strip(item, false));
        }
    }
}
