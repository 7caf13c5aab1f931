package org.ggscale.adapters.http.server;

import java.time.Duration;

/**
 * How long and how much a listener puts up with.
 *
 * @param head until the head of a request has arrived, from its first byte or the connection's begin
 * @param body until a body has arrived, plus {@code bodyPer16KiB} for what has
 * @param idle until a connection is closed on which nothing moves
 * @param comment between two comments of an event stream
 * @param poll between two looks for new events
 * @param drain until requests in hand are given up when the listener closes
 */
record Limits(
        Duration head,
        Duration body,
        Duration bodyPer16KiB,
        Duration idle,
        Duration comment,
        Duration poll,
        Duration drain) {
    static final int HEAD_BYTES = 16 * 1024;
    static final int URI_CHARACTERS = 8 * 1024;

    static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofMillis(200),
            Duration.ofSeconds(20));

    Limits drain(Duration value) {
        return new Limits(head, body, bodyPer16KiB, idle, comment, poll, value);
    }
}
