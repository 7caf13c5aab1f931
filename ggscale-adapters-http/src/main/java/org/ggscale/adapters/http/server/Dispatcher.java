package org.ggscale.adapters.http.server;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, runs its action, and turns whatever comes of it into an answer. */
final class Dispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(InternalListener.class);

    private static final String ROUTE = Dispatcher.class.getName() + ".route";

    private final Router router;
    private final @Nullable BearerToken token;
    private final BodyReader reader;
    private final Optional<Tenants> tenants;

    Dispatcher(Router router, Optional<BearerToken> token, BodyReader reader, Optional<Tenants> tenants) {
        this.router = router;
        this.token = token.orElse(null);
        this.reader = reader;
        this.tenants = tenants;
    }

    /** Returns the operation id of a request that was handled; {@code none} when it found no route. */
    static String operation(Request request) {
        return request.getAttribute(ROUTE) instanceof Route route ? route.operation() : "none";
    }

    /** Returns whether a request that was handled is of a kind that comes all the time: a probe, or a player's call. */
    static boolean isRoutine(Request request) {
        return request.getAttribute(ROUTE) instanceof Route route
                && (route.open() || route.body() == Route.Body.PASS_THROUGH);
    }

    /** Returns whether a request is answered also while the listener drains. */
    boolean isProbe(Request request) {
        return router.isOpen(path(request));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (Refusal e) {
            if (e.status() == 408 || !reader.discard(request)) {
                // The rest of the body may still come, and is no request.
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            answer = e.answer();
        }
        answer.send(request, response, callback);
        return true;
    }

    private Answer answer(Request request) {
        try {
            authorize(request);
            if (String.valueOf(request.getHttpURI().getPathQuery()).length() > Limits.URI_CHARACTERS) {
                throw new Refusal(
                        414, ErrorCode.REQUEST_TOO_LARGE, "a URI is at most " + Limits.URI_CHARACTERS + " bytes");
            }
            if (request.getHttpURI().getFragment() != null) {
                throw Refusal.invalid("the target of a request has no fragment");
            }
            Router.Match match = router.match(request.getMethod(), path(request));
            request.setAttribute(ROUTE, match.route());
            Call call = new Call(request, match, reader, tenants);
            if (match.route().body() == Route.Body.NONE) {
                reader.refuse(request);
            }
            return match.route().action().answer(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ErrorCode.SERVICE_UNAVAILABLE, "the host is shutting down");
        } catch (InvalidCursorException e) {
            throw Refusal.invalid("cursor: " + e.getMessage());
        } catch (UnavailableException e) {
            LOG.warn("{} is unavailable: {}", e.backend(), e.getMessage());
            ErrorCode code =
                    e.backend().equals("docker") ? ErrorCode.DOCKER_UNAVAILABLE : ErrorCode.SERVICE_UNAVAILABLE;
            throw new Refusal(code, e.backend() + " is not available now");
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), path(request), e);
            throw Refusal.internalError();
        }
    }

    private static String path(Request request) {
        return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    }

    private void authorize(Request request) {
        if (token != null
                && !isProbe(request)
                && !token.isIn(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION))) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "a valid bearer token is required")
                    .header("WWW-Authenticate", "Bearer");
        }
    }
}
