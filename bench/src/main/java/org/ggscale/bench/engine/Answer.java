package org.ggscale.bench.engine;

/** A status and a JSON body, empty for none. */
record Answer(int status, String body) {
    static Answer error(int status, String code) {
        return new Answer(status, "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, code));
    }
}
