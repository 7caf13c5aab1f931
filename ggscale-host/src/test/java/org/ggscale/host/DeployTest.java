package org.ggscale.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ggscale.host.configuration.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the files of {@code deploy} promise. */
class DeployTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_resource_of_the_compose_file_has_the_label_of_its_stack() throws IOException {
        JsonNode compose = compose("compose.yaml");
        List<JsonNode> resources = new ArrayList<>();
        for (String kind : List.of("services", "volumes", "networks")) {
            assertThat(compose.path(kind)).as(kind).isNotEmpty();
            compose.path(kind).forEach(resources::add);
        }

        assertThat(resources)
                .hasSize(6)
                .allSatisfy(resource -> assertThat(
                                resource.path("labels").path("galaxy.stack").asText())
                        .isEqualTo("${GGSCALE_STACK_LABEL:-ggscale}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.docker.yaml"})
    void ports_are_those_of_the_loopback_alone(String file) throws IOException {
        List<String> ports = compose(file).path("services").findValues("ports").stream()
                .flatMap(list ->
                        Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
                .map(JsonNode::asText)
                .toList();

        assertThat(ports).isNotEmpty().allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void the_daemons_socket_is_in_no_container_unless_a_second_file_says_so() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("compose.yaml"))).doesNotContain("docker.sock", "privileged");
        assertThat(Files.readString(DEPLOY.resolve("compose.docker.yaml"))).contains("docker.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.docker.yaml"})
    void the_host_is_configured_by_variables_that_it_knows(String file) throws IOException {
        List<String> known = Stream.of(Variable.values()).map(Enum::name).toList();
        List<String> names = new ArrayList<>();
        compose(file)
                .path("services")
                .path("host")
                .path("environment")
                .fieldNames()
                .forEachRemaining(names::add);

        assertThat(names).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void the_unit_waits_longer_than_the_host_and_keeps_rights_from_it() throws IOException {
        String unit = Files.readString(DEPLOY.resolve("ggscale.service"));
        List<String> seconds = Pattern.compile("TimeoutStopSec=(\\d+)")
                .matcher(unit)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(seconds)
                .singleElement()
                .satisfies(stop -> assertThat(Integer.parseInt(stop))
                        .isGreaterThan(Integer.parseInt(
                                Variable.GGSCALE_SHUTDOWN_TIMEOUT.shownDefault().replace("s", ""))));
        assertThat(unit)
                .contains(
                        "\nKillMode=mixed\n",
                        "\nNoNewPrivileges=yes\n",
                        "\nCapabilityBoundingSet=\n",
                        "\nProtectSystem=strict\n",
                        "\nRestartPreventExitStatus=2 78\n");
    }

    private static JsonNode compose(String file) throws IOException {
        // Compose's own tag, which says that the value takes the place of the other file's.
        return JSON.convertValue(
                new Yaml().load(Files.readString(DEPLOY.resolve(file)).replace("!reset ", "")), JsonNode.class);
    }
}
