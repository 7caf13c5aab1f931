package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How engine versions change, go out of use and are deleted. */
class EngineVersionLifeTest {
    private static final String VERSION = Surface.API + "/engine-versions/1.0.0";

    private Surface surface;

    @BeforeEach
    void open() {
        surface = new Surface();
        surface.version("1.0.0");
    }

    @AfterEach
    void close() {
        surface.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    image_ref | "in-process:other"
                    options   | { "maps": [1.50] }
                    status    | "disabled"
                    """)
    void an_update_changes_the_member_it_names_and_no_other(String member, String value) {
        JsonNode before = surface.ask(Ask.get(VERSION)).json();

        Reply reply = patch("{\"" + member + "\": " + value + "}").is(200);

        assertThat(reply.text()).contains("\"" + member + "\":" + value);
        JsonNode after = reply.json();
        assertThat(surface.ask(Ask.get(VERSION)).json()).isEqualTo(after);
        before.fieldNames().forEachRemaining(name -> {
            if (!name.equals(member) && !name.equals("updated_at")) {
                assertThat(after.path(name)).as(name).isEqualTo(before.path(name));
            }
        });
    }

    @Test
    void options_are_replaced_as_a_whole() {
        patch("{\"options\": {\"turn_timeout\": \"90s\", \"a\": 1}}").is(200);
        assertThat(patch("{\"options\": {\"b\": 2}}")
                        .is(200)
                        .json()
                        .path("options")
                        .toString())
                .isEqualTo("{\"b\":2}");
    }

    @Test
    void several_members_change_at_once_and_none_is_a_subset_too() {
        JsonNode updated = patch("{\"status\": \"deprecated\", \"image_ref\": \"in-process:b\"}")
                .is(200)
                .json();
        assertThat(updated.path("status").asText()).isEqualTo("deprecated");
        assertThat(updated.path("image_ref").asText()).isEqualTo("in-process:b");
        assertThat(patch("{}").is(200).json().path("status").asText()).isEqualTo("deprecated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": \"1.0.0\"}",
                "{\"created_at\": \"2026-01-01T00:00:00Z\"}",
                "{\"status\": \"gone\"}",
                "{\"status\": \"Active\"}",
                "{\"status\": \"\"}",
                "{\"status\": null}",
                "{\"options\": null}",
                "{\"options\": []}",
                "{\"options\": {\"turn_timeout\": \"11m\"}}",
                "{\"image_ref\": \"\"}",
                "{\"image_ref\": \"process:[]\"}",
                "{\"image_ref\": null}",
                "[]",
                ""
            })
    void an_update_that_does_not_fit_is_refused_and_changes_nothing(String body) {
        JsonNode before = surface.ask(Ask.get(VERSION)).json();

        patch(body).refused(400, "invalid_request");

        assertThat(surface.ask(Ask.get(VERSION)).json()).isEqualTo(before);
    }

    @Test
    void a_deprecated_version_still_registers_and_a_disabled_one_does_not() {
        assertThat(deprecate().is(200).json().path("status").asText()).isEqualTo("deprecated");
        deprecate().is(200);
        register().is(201);

        patch("{\"status\": \"disabled\"}").is(200);
        register().refused(404, "engine_version_not_found");
        surface.ask(Ask.get(VERSION + "/image-ref")).refused(404, "engine_version_not_found");

        patch("{\"status\": \"active\"}").is(200);
        register().is(201);
        surface.ask(Ask.get(VERSION + "/image-ref")).is(200);
    }

    @Test
    void a_running_game_goes_on_when_its_version_is_disabled() {
        String game = surface.register();
        patch("{\"status\": \"disabled\"}").is(200);
        assertThat(surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/force-next-turn"))
                        .is(200)
                        .json()
                        .path("current_turn")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void versions_are_listed_by_the_status_they_have_become() {
        surface.version("2.0.0");
        deprecate().is(200);
        JsonNode listed = surface.ask(Ask.get(Surface.API + "/engine-versions?status=deprecated"))
                .json()
                .path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void a_version_is_deleted_once_nothing_runs_on_it() {
        String game = surface.register();
        delete().refused(409, "engine_version_in_use");
        surface.ask(Ask.get(VERSION)).is(200);

        surface.ask(Ask.post(Surface.API + "/runtimes/" + game + "/stop").json("{\"reason\": \"enough\"}"))
                .is(200);
        assertThat(delete().is(204).body()).isEmpty();

        surface.ask(Ask.get(VERSION)).refused(404, "engine_version_not_found");
        delete().refused(404, "engine_version_not_found");
        surface.version("1.0.0");
    }

    @Test
    void a_version_that_there_is_not_is_not_found() {
        String unknown = Surface.API + "/engine-versions/9.9.9";
        surface.ask(Ask.of("PATCH", unknown).json("{}")).refused(404, "engine_version_not_found");
        surface.ask(Ask.of("DELETE", unknown)).refused(404, "engine_version_not_found");
        surface.ask(Ask.post(unknown + "/deprecate")).refused(404, "engine_version_not_found");
    }

    @Test
    void neither_deletion_nor_deprecation_takes_a_body() {
        surface.ask(Ask.of("DELETE", VERSION).json("{}")).refused(400, "invalid_request");
        surface.ask(Ask.post(VERSION + "/deprecate").json("{}")).refused(400, "invalid_request");
    }

    private Reply patch(String body) {
        return surface.ask(Ask.of("PATCH", VERSION).json(body));
    }

    private Reply delete() {
        return surface.ask(Ask.of("DELETE", VERSION));
    }

    private Reply deprecate() {
        return surface.ask(Ask.post(VERSION + "/deprecate"));
    }

    private Reply register() {
        return surface.ask(Surface.registration(UUID.randomUUID().toString()));
    }
}
