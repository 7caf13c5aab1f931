package org.ggscale.adapters.http.server;

import java.util.List;

/**
 * One operation of a surface.
 *
 * @param operation the operation id in the OpenAPI document
 * @param template a path with variables in braces
 * @param open whether it is answered without a token, and while the listener drains
 * @param query the query parameters that are known
 */
record Route(
        String operation, String method, String template, boolean open, Body body, List<String> query, Action action) {

    static Route get(String operation, String template, Action action) {
        return of(operation, "GET", template, Body.NONE, action);
    }

    static Route post(String operation, String template, Body body, Action action) {
        return of(operation, "POST", template, body, action);
    }

    static Route of(String operation, String method, String template, Body body, Action action) {
        return new Route(operation, method, template, false, body, List.of(), action);
    }

    Route query(String... names) {
        return new Route(operation, method, template, open, body, List.of(names), action);
    }

    Route withoutToken() {
        return new Route(operation, method, template, true, body, query, action);
    }

    /** What an operation takes. */
    enum Body {
        NONE(0),
        OBJECT(1024 * 1024),
        /** An object, or nothing, which is an empty one. */
        OPTIONAL_OBJECT(1024 * 1024),
        PASS_THROUGH(256 * 1024);

        private final int limit;

        Body(int limit) {
            this.limit = limit;
        }

        /** Returns the most bytes. */
        int limit() {
            return limit;
        }
    }

    /** What an operation does. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it.
         *
         * @throws Refusal when it is not done
         */
        Answer answer(Call call) throws InterruptedException;
    }
}
