package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineVersionRoutesTest {
    private static final String VERSIONS = Surface.API + "/engine-versions";

    private Surface surface;

    @BeforeEach
    void open() {
        surface = new Surface();
    }

    @AfterEach
    void close() {
        surface.close();
    }

    @Test
    void a_created_version_is_active_and_can_be_read() {
        JsonNode created = create("{\"version\": \"1.4.2\", \"image_ref\": \"in-process:drift\"}")
                .is(201)
                .json();
        assertThat(created.path("status").asText()).isEqualTo("active");
        assertThat(created.path("options").toString()).isEqualTo("{}");
        assertThat(surface.ask(Ask.get(VERSIONS + "/1.4.2")).is(200).json()).isEqualTo(created);
    }

    @Test
    void the_image_of_a_version_is_resolved() {
        create("{\"version\": \"1.4.2\", \"image_ref\": \"process:[\\\"/bin/engine\\\"]\"}")
                .is(201);
        assertThat(surface.ask(Ask.get(VERSIONS + "/1.4.2/image-ref")).is(200).text())
                .isEqualTo("{\"version\":\"1.4.2\",\"image_ref\":\"process:[\\\"/bin/engine\\\"]\"}");
    }

    @Test
    void options_come_back_as_they_were_given_and_the_turn_timeout_is_understood() {
        String options = "{ \"turn_timeout\": \"90s\",\n \"maps\": [1.50, \"\\u00e4\", {\"a\": null}] }";
        Reply reply =
                create("{\"version\": \"1.0.0\", \"image_ref\": \"in-process:drift\", \"options\": " + options + "}");
        assertThat(reply.is(201).text()).contains(options);
        assertThat(stored("1.0.0").options().turnTimeout()).contains(Duration.ofSeconds(90));
        assertThat(stored("1.0.0").options().json()).isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000ms", "1s", "10m", "600s"})
    void a_turn_timeout_is_from_1s_to_10m(String timeout) {
        createWith("{\"turn_timeout\": \"" + timeout + "\"}").is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"999ms\"",
                "\"11m\"",
                "\"1h\"",
                "\"30d\"",
                "\"90\"",
                "\"s\"",
                "\"1.5s\"",
                "\"-1s\"",
                "\" 1s\"",
                "\"1S\"",
                "\"99999999999999999999s\"",
                "\"\"",
                "90",
                "null",
                "{}"
            })
    void any_other_turn_timeout_is_refused(String timeout) {
        Reply reply = createWith("{\"turn_timeout\": " + timeout + "}").refused(400, "invalid_request");
        assertThat(reply.message()).contains("options.turn_timeout");
    }

    @Test
    void options_are_16_KiB_and_not_one_byte_more() {
        String empty = "{\"a\":\"\"}";
        createWith("{\"a\":\"" + "x".repeat(16 * 1024 - empty.length()) + "\"}").is(201);
        createWith("{\"a\":\"" + "x".repeat(16 * 1024 - empty.length() + 1) + "\"}")
                .refused(400, "invalid_request");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_body_that_does_not_fit_is_refused_with_what_was_wrong(String body, String sentence) {
        assertThat(create(body).refused(400, "invalid_request").message()).contains(sentence);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{}", "version is missing"),
                Arguments.of("{\"version\": \"1.0.0\"}", "image_ref is missing"),
                Arguments.of(body("1.0", "in-process:a"), "version: "),
                Arguments.of(body("v1.0.0", "in-process:a"), "version: "),
                Arguments.of(body("1.0.0-" + "a".repeat(64), "in-process:a"), "version: "),
                Arguments.of(body("1.0.0", ""), "image_ref: "),
                Arguments.of(body("1.0.0", "in-process:"), "image_ref: "),
                Arguments.of(body("1.0.0", "process:[]"), "image_ref: "),
                Arguments.of(body("1.0.0", "process:[7]"), "image_ref: "),
                Arguments.of(body("1.0.0", "Not An Image"), "image_ref: "),
                Arguments.of(
                        "{\"version\": \"1.0.0\", \"image_ref\": \"in-process:a\", \"options\": []}",
                        "options is an object"),
                Arguments.of(
                        "{\"version\": \"1.0.0\", \"image_ref\": \"in-process:a\", \"status\": \"active\"}",
                        "unknown member status"));
    }

    @Test
    void versions_that_differ_only_in_build_metadata_are_the_same() {
        create(body("1.0.0+a", "in-process:a")).is(201);
        create(body("1.0.0+b", "in-process:a")).refused(409, "conflict");
        assertThat(surface.ask(Ask.get(VERSIONS + "/1.0.0%2Bc"))
                        .is(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.0.0+a");
        // The judge reads a plus in a path as a blank, which it is in queries alone.
        surface.exchange(Ask.get(VERSIONS + "/1.0.0+c")).is(200);
    }

    @Test
    void versions_are_listed_by_precedence_and_page_by_page() {
        for (String version : List.of("1.10.0", "1.9.0", "1.9.0-rc.1")) {
            create(body(version, "in-process:a")).is(201);
        }
        JsonNode first = surface.ask(Ask.get(VERSIONS + "?limit=2")).is(200).json();
        assertThat(versions(first)).containsExactly("1.9.0-rc.1", "1.9.0");
        String cursor = first.path("next_cursor").asText();
        JsonNode second = surface.ask(Ask.get(VERSIONS + "?limit=2&cursor=" + cursor))
                .is(200)
                .json();
        assertThat(versions(second)).containsExactly("1.10.0");
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void versions_are_listed_by_status() {
        create(body("1.0.0", "in-process:a")).is(201);
        store("2.0.0", EngineVersion.Status.DISABLED);
        assertThat(versions(surface.ask(Ask.get(VERSIONS + "?status=disabled"))
                        .is(200)
                        .json()))
                .containsExactly("2.0.0");
        assertThat(versions(surface.ask(Ask.get(VERSIONS + "?status=active"))
                        .is(200)
                        .json()))
                .containsExactly("1.0.0");
        surface.ask(Ask.get(VERSIONS + "?status=gone")).refused(400, "invalid_request");
    }

    @Test
    void a_deprecated_version_resolves_and_a_disabled_one_does_not() {
        store("1.0.0", EngineVersion.Status.DEPRECATED);
        store("2.0.0", EngineVersion.Status.DISABLED);
        surface.ask(Ask.get(VERSIONS + "/1.0.0/image-ref")).is(200);
        surface.ask(Ask.get(VERSIONS + "/2.0.0/image-ref")).refused(404, "engine_version_not_found");
        surface.ask(Ask.get(VERSIONS + "/2.0.0")).is(200);
    }

    @Test
    void an_unknown_version_is_not_found() {
        surface.ask(Ask.get(VERSIONS + "/1.0.0")).refused(404, "engine_version_not_found");
        surface.ask(Ask.get(VERSIONS + "/1.0.0/image-ref")).refused(404, "engine_version_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0.0%00", "1.0.0%2", "1.0.0%5Cx", "%F0%28", "01.0.0"})
    void a_version_that_is_none_is_refused(String version) {
        surface.ask(Ask.get(VERSIONS + "/" + version)).refused(400, "invalid_request");
    }

    private Reply create(String body) {
        return surface.ask(Ask.post(VERSIONS).json(body));
    }

    private Reply createWith(String options) {
        return create("{\"version\": \"1.0.0\", \"image_ref\": \"in-process:drift\", \"options\": " + options + "}");
    }

    private static String body(String version, String image) {
        return "{\"version\": \"" + version + "\", \"image_ref\": \"" + image + "\"}";
    }

    private EngineVersion stored(String version) {
        return surface.ggscale
                .storage()
                .engineVersions()
                .find(TenantId.DEFAULT, SemanticVersion.parse(version))
                .orElseThrow();
    }

    private void store(String version, EngineVersion.Status status) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        EngineOptions options = new EngineOptions("{}", Optional.empty());
        surface.ggscale
                .storage()
                .engineVersions()
                .create(
                        TenantId.DEFAULT,
                        new EngineVersion(
                                SemanticVersion.parse(version),
                                ImageRef.parse("in-process:a"),
                                options,
                                status,
                                now,
                                now));
    }

    private static List<String> versions(JsonNode page) {
        List<String> versions = new ArrayList<>();
        page.path("items").forEach(item -> versions.add(item.path("version").asText()));
        return versions;
    }
}
