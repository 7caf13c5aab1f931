package org.ggscale.examples.drift;

/** A request that is answered with an error and has changed nothing. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The request itself is wrong: 400. */
    static Refusal invalid(String message) {
        return new Refusal(400, "invalid_request", message);
    }

    /** What the request names is not there: 404. */
    static Refusal missing(String code, String message) {
        return new Refusal(404, code, message);
    }

    /** The request does not fit the state of the game: 409. */
    static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message);
    }

    /** The body is larger than any honest one: 413. */
    static Refusal tooLarge(String message) {
        return new Refusal(413, "request_too_large", message);
    }

    Answer answer() {
        return Answer.error(status, code, String.valueOf(getMessage()));
    }
}
