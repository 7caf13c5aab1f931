package org.ggscale.adapters.http.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Gives the envelope of all errors to what Jetty refuses by itself: requests that it cannot read, or that come too late. */
final class ErrorAnswers implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // Jetty closes such a connection; the caller should not have to find out by its next request.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String reason = String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
        refusal(response.getStatus(), reason).answer().send(request, response, callback);
        return true;
    }

    /** Returns what a caller is told when Jetty refuses. */
    static Refusal refusal(int status, String reason) {
        return switch (status) {
            case 408 -> new Refusal(408, ErrorCode.INVALID_REQUEST, "the request did not arrive in time");
            case 413, 414, 431 ->
                new Refusal(
                        status,
                        ErrorCode.REQUEST_TOO_LARGE,
                        "the head of a request is at most " + Limits.HEAD_BYTES + " bytes");
            case 503 -> new Refusal(ErrorCode.SERVICE_UNAVAILABLE, "the host is shutting down");
            // 501 and 505 are encodings and versions that nobody here speaks: the caller's mistake.
            case 400, 417, 421, 426, 501, 505 -> Refusal.invalid("the request cannot be read: " + reason);
            default -> Refusal.internalError();
        };
    }
}
