package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The published engine contract, as the judge of answers. */
final class EngineContract {
    private static final String DOCUMENT = Path.of("../../docs/reference/engine-openapi.yaml")
            .toAbsolutePath()
            .normalize()
            .toString();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForSpecificationUrl(DOCUMENT).build();
    private static final List<String> OPERATIONS = readOperations();

    private EngineContract() {}

    /** Returns every operation as {@code METHOD /path}. */
    static List<String> operations() {
        return OPERATIONS;
    }

    /** Checks an answer of an operation that the contract has. */
    static void check(String method, String path, HttpResponse<String> answer) {
        String plain = path.replaceFirst("[?].*", "");
        if (OPERATIONS.contains(method + " " + plain)) {
            SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
            if (!answer.body().isEmpty()) {
                response.withContentType("application/json").withBody(answer.body());
            }
            ValidationReport report = VALIDATOR.validateResponse(plain, Method.valueOf(method), response.build());
            assertThat(report.getMessages())
                    .as("%s %s: %s", method, path, answer.body())
                    .isEmpty();
        }
    }

    private static List<String> readOperations() {
        List<String> operations = new ArrayList<>();
        new OpenAPIV3Parser()
                .read(DOCUMENT)
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> operations.add(method + " " + path)));
        return operations;
    }
}
