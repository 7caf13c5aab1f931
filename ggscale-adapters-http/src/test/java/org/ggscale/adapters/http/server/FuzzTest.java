package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten thousand odd requests for each operation of the document in memory, and some of them over HTTP.
 *
 * <p>None makes an answer of 500 or none at all, each answer is one that the document has, and nothing half-done stays. Other
 * requests are made with {@code -Dggscale.fuzz.seed=}; {@code -Pchaos -Dargs="fuzz --requests 1000000"} makes more.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("ggscale.fuzz.seed", 1);

    static Stream<ApiDocument.Operation> operations() {
        return ApiDocument.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatever_is_asked_in_memory_is_answered_as_the_document_says(ApiDocument.Operation operation)
            throws InterruptedException {
        assertClean(new Fuzz(SEED, 10_000, Fuzz.Way.MEMORY), operation);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatever_is_asked_over_http_is_answered_as_the_document_says(ApiDocument.Operation operation)
            throws InterruptedException {
        assertClean(new Fuzz(SEED, 800, Fuzz.Way.HTTP), operation);
    }

    private static void assertClean(Fuzz fuzz, ApiDocument.Operation operation) throws InterruptedException {
        Fuzz.Tally tally = fuzz.run(operation);
        assertThat(tally.wrong.stream().limit(5))
                .as("with -Dggscale.fuzz.seed=%d", fuzz.seed())
                .isEmpty();
        assertThat(tally.statuses.keySet()).contains(400).containsAnyOf(200, 201, 204);
    }
}
