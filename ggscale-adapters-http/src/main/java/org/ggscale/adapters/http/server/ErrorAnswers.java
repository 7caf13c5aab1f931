package org.ggscale.adapters.http.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives the envelope of all errors to what Jetty refuses by itself: requests that it cannot read, or that come too late. */
final class ErrorAnswers implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        refusal(response.getStatus()).answer().send(request, response, callback);
        return true;
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 408 -> new Refusal(408, ErrorCode.INVALID_REQUEST, "the request did not arrive in time");
            case 413, 414, 431 ->
                new Refusal(
                        status,
                        ErrorCode.REQUEST_TOO_LARGE,
                        "the head of a request is at most " + Limits.HEAD_BYTES + " bytes");
            case 503 -> new Refusal(ErrorCode.SERVICE_UNAVAILABLE, "the host is shutting down");
            // The request speaks a version, an encoding or an expectation that this server does not.
            case 501, 505 -> Refusal.invalid("the request is not HTTP/1.1 as this server reads it");
            default ->
                status < 500
                        ? Refusal.invalid("the request is not HTTP/1.1 as this server reads it")
                        : Refusal.internalError();
        };
    }
}
