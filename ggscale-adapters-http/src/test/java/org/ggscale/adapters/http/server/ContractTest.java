package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void the_routing_table_has_the_operations_of_the_document_and_no_others() {
        try (Surface surface = new Surface()) {
            Set<String> routes = surface.listener.routes().stream()
                    .map(route -> route.operation() + " " + route.method() + " " + route.template())
                    .collect(Collectors.toSet());
            assertThat(routes).isEqualTo(Contract.operations());
        }
    }

    @Test
    void the_judge_sees_a_member_too_many() {
        assertThatThrownBy(() -> Contract.check(Ask.get("/healthz"), answer(200, "{\"status\":\"ok\",\"x\":1}")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_judge_sees_a_member_that_is_left_out() {
        try (Surface surface = new Surface()) {
            Ask ask = Ask.get(Surface.API + "/runtimes/" + surface.register());
            String runtime = surface.ask(ask).text();
            assertThat(runtime).contains("\"generation\":null,");
            String less = runtime.replace("\"generation\":null,", "");
            assertThatThrownBy(() -> Contract.check(ask, answer(200, less))).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void the_judge_sees_a_code_that_does_not_go_with_the_status() {
        Ask ask = Ask.get(Surface.API + "/runtimes/0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
        String error = "{\"error\":{\"code\":\"%s\",\"message\":\"there is no such game\"}}";
        Contract.check(ask, answer(404, error.formatted("not_found")));
        assertThatThrownBy(() -> Contract.check(ask, answer(404, error.formatted("conflict"))))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Contract.check(ask, answer(418, error.formatted("not_found"))))
                .isInstanceOf(AssertionError.class);
    }

    private static Reply answer(int status, String body) {
        return new Reply(
                status,
                Map.of("content-type", List.of("application/json"), "x-content-type-options", List.of("nosniff")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
