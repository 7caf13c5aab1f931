/**
 * The listeners of a host: HTTP/1.1 in, over Jetty.
 *
 * <p>{@link org.ggscale.adapters.http.server.InternalListener} is the entry. A request passes: the clock of its head, the
 * count of requests in hand, the bearer token, the routing table, and the action of its route, which reads it strictly,
 * calls the core and returns an answer. What the core returns becomes a status and a code in one place, what is refused
 * is thrown as one type of exception. The contract is {@code docs/reference/internal-openapi.yaml}.
 */
@NullMarked
package org.ggscale.adapters.http.server;

import org.jspecify.annotations.NullMarked;
