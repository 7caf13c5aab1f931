package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/** A request that is not done, with what the caller is told; thrown from wherever that turns out. */
final class Refusal extends RuntimeException {
    private final int status;
    private final transient JsonOutput error;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * Refuses with a status that is not the code's own, such as 414.
     *
     * @param sentence what was wrong and what is allowed
     */
    Refusal(int status, ErrorCode code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.error = JsonOutput.object().with("code", code.wireName()).with("message", sentence);
        if (status == 503) {
            headers.put("Retry-After", "1");
        }
    }

    Refusal(ErrorCode code, String sentence) {
        this(code.status(), code, sentence);
    }

    static Refusal invalid(String sentence) {
        return new Refusal(ErrorCode.INVALID_REQUEST, sentence);
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(ErrorCode.REQUEST_TOO_LARGE, "a body is at most " + limit + " bytes here");
    }

    static Refusal noSuchGame() {
        return new Refusal(ErrorCode.NOT_FOUND, "there is no such game");
    }

    static Refusal internalError() {
        return new Refusal(ErrorCode.INTERNAL_ERROR, "the request failed; the log says why");
    }

    /** Reads a text of the request with a parser of the core, and names it when the parser refuses. */
    static <T> T unless(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name + ": " + e.getMessage());
        }
    }

    Refusal header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds what an engine said, if it said something. */
    Refusal detail(Optional<JsonOutput.Raw> detail) {
        detail.ifPresent(json -> error.with("detail", json));
        return this;
    }

    int status() {
        return status;
    }

    /** Returns the answer in the one envelope that all errors have. */
    Answer answer() {
        Answer envelope = Answer.json(status, envelope());
        return (request, response, callback) -> {
            headers.forEach(response.getHeaders()::put);
            envelope.send(request, response, callback);
        };
    }

    /** Returns the bytes of the answer for a connection that ends with it. */
    byte[] last() {
        byte[] body = envelope().bytes();
        String head =
                "HTTP/1.1 " + status + " " + HttpStatus.getMessage(status) + "\r\nContent-Type: application/json\r\n"
                        + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n";
        byte[] bytes = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        return bytes;
    }

    private JsonOutput envelope() {
        return JsonOutput.object().with("error", error);
    }
}
