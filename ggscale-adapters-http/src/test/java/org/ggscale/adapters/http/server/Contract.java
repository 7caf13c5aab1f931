package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document of the internal surface, as the judge of what is seen on the wire. */
final class Contract {
    private static final String DOCUMENT = Path.of("..", "docs", "reference", "internal-openapi.yaml")
            .toAbsolutePath()
            .normalize()
            .toUri()
            .toString();
    private static final OpenAPI MODEL = new OpenAPIV3Parser().read(DOCUMENT);
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForSpecificationUrl(DOCUMENT).build();

    private Contract() {}

    /** Returns every operation as {@code operationId METHOD /template}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        MODEL.getPaths()
                .forEach((template, item) -> item.readOperationsMap()
                        .forEach((method, operation) ->
                                operations.add(operation.getOperationId() + " " + method + " " + template)));
        return operations;
    }

    /** Returns the statuses that an operation has. */
    static Set<Integer> statuses(String operationId) {
        Set<Integer> statuses = new TreeSet<>();
        MODEL.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .filter(operation -> operation.getOperationId().equals(operationId))
                .forEach(operation ->
                        operation.getResponses().keySet().forEach(key -> statuses.add(Integer.valueOf(key))));
        return statuses;
    }

    /** Checks that an answer is one the document has for its route, and that what was done was asked for as it says. */
    static void check(Ask ask, Reply reply) {
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(problems(ask, reply))
                .as("%s -> %s %s", ask, reply.status(), reply.text())
                .isEmpty();
    }

    private static List<String> problems(Ask ask, Reply reply) {
        Optional<PathItem> place = place(ask.path(), ask.method());
        if (place.isEmpty() || !has(place.get(), ask.method())) {
            return envelope(reply, place.map(item -> 405).orElse(404));
        }
        ValidationReport report = VALIDATOR.validateResponse(ask.path(), method(ask), response(reply));
        if (reply.status() < 300) {
            report = report.merge(VALIDATOR.validateRequest(request(ask)));
        }
        return report.getMessages().stream().map(Object::toString).toList();
    }

    /** Routes and methods that the document does not have are answered before anything else is looked at but the token. */
    private static List<String> envelope(Reply reply, int status) {
        boolean expected = List.of(status, 400, 401, 414, 431).contains(reply.status())
                && reply.json().path("error").path("code").isTextual()
                && reply.json().path("error").path("message").isTextual()
                && reply.header("content-type").equals(Optional.of("application/json"));
        return expected ? List.of() : List.of("no error envelope with " + status);
    }

    /** Returns a place that fits; if several do, one that has the method. */
    private static Optional<PathItem> place(String path, String method) {
        return MODEL.getPaths().entrySet().stream()
                .filter(place -> path.matches(place.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .min(Comparator.comparing(place -> !has(place, method)));
    }

    private static boolean has(PathItem place, String method) {
        return place.readOperationsMap().keySet().stream()
                .anyMatch(known -> known.name().equals(method));
    }

    private static Request.Method method(Ask ask) {
        return Request.Method.valueOf(ask.method());
    }

    private static Request request(Ask ask) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method(ask), ask.path());
        ask.headers().forEach(header -> request.withHeader(header.getKey(), header.getValue()));
        ask.query().ifPresent(query -> {
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                request.withQueryParam(parts[0], parts[1]);
            }
        });
        if (ask.body().length > 0) {
            request.withBody(ask.body());
        }
        return request.build();
    }

    private static SimpleResponse response(Reply reply) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status());
        reply.headers().forEach(response::withHeader);
        return response.withBody(reply.body()).build();
    }
}
