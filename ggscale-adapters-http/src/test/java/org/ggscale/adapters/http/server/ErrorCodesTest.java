package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code and every status of the document, seen over HTTP. */
class ErrorCodesTest {
    private static Provocations provocations;

    @BeforeAll
    static void open() {
        provocations = new Provocations();
    }

    @AfterAll
    static void close() {
        provocations.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_code_can_be_seen_with_its_own_status(ErrorCode code) {
        Reply reply = provocations.provoke(code).refused(code.status(), code.wireName());
        assertThat(reply.header("retry-after").isPresent()).isEqualTo(code.status() == 503);
        assertThat(reply.header("allow").isPresent()).isEqualTo(code.status() == 405);
        assertThat(reply.header("www-authenticate").isPresent()).isEqualTo(code.status() == 401);
    }

    @Test
    void the_document_has_the_codes_that_there_are_and_no_others() {
        assertThat(ApiDocument.codes())
                .isEqualTo(Arrays.stream(ErrorCode.values())
                        .map(ErrorCode::wireName)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("statuses")
    void every_status_of_every_operation_can_be_seen(String operation, String method, String template, int status) {
        provocations.provoke(operation, method, template, status).is(status);
    }

    static Stream<Arguments> statuses() {
        return Contract.operations().stream()
                .map(operation -> operation.split(" "))
                .flatMap(parts -> Contract.statuses(parts[0]).stream()
                        .map(status -> Arguments.of(parts[0], parts[1], parts[2], status)));
    }
}
