package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventContractTest {
    @Test
    void the_documents_own_examples_are_what_it_says() {
        for (String type : EventContract.types()) {
            assertThat(EventContract.examples(type)).isNotEmpty();
            EventContract.examples(type).forEach(example -> EventContract.check(type, example.path("payload")));
        }
    }

    @Test
    void the_judge_sees_a_member_that_is_left_out_and_one_too_many() {
        for (String type : EventContract.types()) {
            JsonNode payload = EventContract.examples(type).iterator().next().path("payload");
            payload.fieldNames()
                    .forEachRemaining(
                            name -> assertRefused(type, ((ObjectNode) payload.deepCopy()).without(List.of(name))));
            assertRefused(type, ((ObjectNode) payload.deepCopy()).put("more", 1));
        }
    }

    @Test
    void the_judge_sees_a_value_of_another_form() {
        String snapshot = "runtime_snapshot_update";
        ObjectNode payload = EventContract.examples(snapshot)
                .iterator()
                .next()
                .path("payload")
                .deepCopy();
        assertRefused(snapshot, payload.deepCopy().put("current_turn", "8"));
        assertRefused(snapshot, payload.deepCopy().put("runtime_status", "RUNNING"));
        assertRefused(snapshot, payload.deepCopy().put("game_id", "0198C2F4-7B1E-7C3A-9D2E-5F60718293A4"));
        assertRefused(snapshot, payload.deepCopy().put("occurred_at_ms", 1.5));
    }

    private static void assertRefused(String type, JsonNode payload) {
        assertThatThrownBy(() -> EventContract.check(type, payload))
                .as("%s %s", type, payload)
                .isInstanceOf(AssertionError.class);
    }
}
