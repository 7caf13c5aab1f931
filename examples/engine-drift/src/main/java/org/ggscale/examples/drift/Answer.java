package org.ggscale.examples.drift;

/**
 * What goes back to the caller.
 *
 * @param body JSON, empty with 204
 */
record Answer(int status, String body) {
    /** An answer whose body is a record. */
    static Answer of(int status, Record body) {
        return new Answer(status, JsonRecords.write(body));
    }

    /** The error envelope of the engine contract. */
    static Answer error(int status, String code, String message) {
        return of(status, new Envelope(new Problem(code, message)));
    }

    record Envelope(Problem error) {}

    record Problem(String code, String message) {}
}
