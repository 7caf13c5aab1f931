package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request to be sent as it is. */
record Ask(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    static Ask get(String target) {
        return of("GET", target);
    }

    static Ask post(String target) {
        return of("POST", target);
    }

    static Ask of(String method, String target) {
        return new Ask(method, target, List.of(), new byte[0]);
    }

    Ask header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Ask(method, target, more, body);
    }

    Ask without(String name) {
        return new Ask(
                method,
                target,
                headers.stream().filter(header -> !header.getKey().equals(name)).toList(),
                body);
    }

    Ask user(String user) {
        return header("X-User-ID", user);
    }

    Ask json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    Ask json(byte[] bytes) {
        return body(bytes).header("Content-Type", "application/json");
    }

    Ask body(byte[] bytes) {
        return new Ask(method, target, headers, bytes);
    }

    Ask target(String other) {
        return new Ask(method, other, headers, body);
    }

    Ask method(String other) {
        return new Ask(other, target, headers, body);
    }

    String path() {
        return target.split("\\?", 2)[0];
    }

    Optional<String> query() {
        String[] parts = target.split("\\?", 2);
        return parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** Returns the bytes of the request; a body comes with its length. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.UTF_8);
        return method + " " + target + " " + headers + " " + text.substring(0, Math.min(text.length(), 400));
    }
}
