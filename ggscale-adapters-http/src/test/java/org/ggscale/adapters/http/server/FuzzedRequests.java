package org.ggscale.adapters.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Requests for one operation, made from the document: right ones, slightly wrong ones, and hostile ones. */
final class FuzzedRequests {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "BREW");
    private static final List<String> SEGMENTS = List.of(
            "x",
            "%",
            "%00",
            "%2f",
            "%5c",
            "%c3%28",
            "%ff",
            "..",
            ".",
            "%2e%2e",
            "a;b=c",
            "%20",
            "-1",
            "1e3",
            "null",
            "%F0%9F%9A%80",
            "00000000-0000-0000-0000-000000000000",
            "9007199254740993",
            "01.0.0",
            "1.0.0-",
            "1.0.0%2Bb",
            "'--",
            "{game_id}");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "200",
            "201",
            "running",
            "earliest",
            "lobby",
            "%00",
            "%zz",
            "a%20b",
            "+",
            "%c3%28",
            "%2B",
            "null",
            "x",
            "99999999999999999999",
            "MQ",
            "MQ==",
            "AAAA",
            "%F0%9F%9A%80",
            "'%3B--");
    private static final List<String> HEADERS = List.of(
            "X-Tenant-ID: 1",
            "X-Tenant-ID: 2",
            "X-User-ID: eve",
            "X-User-ID: ",
            "X-User-ID: a b",
            "X-User-ID: \u00e4",
            "Last-Event-ID: 0",
            "Last-Event-ID: x",
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Accept: text/html",
            "Authorization: Bearer x",
            "Cookie: a=b",
            "Range: bytes=0-1",
            "If-Match: *",
            "TE: trailers",
            "X-Forwarded-For: ::1",
            "Origin: null",
            "Accept-Encoding: gzip");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\\u0000",
            "\\ud800",
            "\\ud83d\\ude80",
            "\u0007",
            "ada",
            "1.0.0",
            "@every 1s",
            "* * * * *",
            "60 * * * *",
            "0 0 30 2 *",
            "in-process:stub",
            "in-process:",
            "process:[]",
            "process:[\\\"x\\\"]",
            "http://127.0.0.1:9/",
            "http://[::1",
            "\\\"",
            "\\x",
            "${x}");
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1e400",
            "1E-400",
            "[]",
            "{}",
            "[[]]",
            "{\"a\":1,\"a\":2}",
            "NaN",
            "01",
            "1.",
            "\"",
            "[1,",
            "/**/1",
            "123456789012345678901234567890123456789012345678901234567890123456789");

    private final ApiDocument.Operation operation;
    private final List<String> games;
    private final Random random;

    /**
     * Creates a source of requests.
     *
     * @param games registered ones
     */
    FuzzedRequests(ApiDocument.Operation operation, List<String> games, Random random) {
        this.operation = operation;
        this.games = games;
        this.random = random;
    }

    Ask next() {
        Ask ask = Ask.of(chance(3) ? any(METHODS) : operation.method(), path() + query());
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("header") && chance(name.equals("X-User-ID") ? 90 : 20)) {
                ask = ask.header(name, name.equals("X-User-ID") ? any(List.of("ada", "bob", "eve")) : "0");
            }
        }
        if (!operation.bodies().isEmpty() || chance(3)) {
            ask = body(ask);
        }
        if (ask.body().length > 4_000 && ask.target().contains("%")) {
            // What cannot be read is hung up on at once, and the answer may get lost behind a body on its way.
            ask = ask.body(new byte[0]);
        }
        while (chance(8)) {
            String[] header = any(HEADERS).split(": ", 2);
            ask = ask.header(header[0], header[1]);
        }
        return ask;
    }

    /** Breaks the bytes of a request anywhere. */
    byte[] broken(Ask ask) {
        byte[] bytes = ask.bytes();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) " \r\n\t:;%,\0/?#".charAt(random.nextInt(12));
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private String path() {
        String path = operation.template();
        if (chance(1)) {
            return any(List.of(
                    path + "/",
                    "/" + path,
                    path + "//x",
                    path.toUpperCase(java.util.Locale.ROOT),
                    "/",
                    "*",
                    path + "#x",
                    path + ";x"));
        }
        return path.replace("{game_id}", chance(10) ? any(SEGMENTS) : game())
                .replace("{version}", chance(20) ? any(SEGMENTS) : any(List.of("1.0.0", "1.0.0+b", "2.0.0", "9.9.9")))
                .replace("{user_id}", chance(20) ? any(SEGMENTS) : any(List.of("ada", "bob", "eve")))
                .replace("{turn}", chance(20) ? any(SEGMENTS) : String.valueOf(random.nextInt(20)));
    }

    private String game() {
        String game = operation.id().equals("internalRegisterRuntime") || chance(20)
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : any(games);
        return chance(10) ? game.toUpperCase(java.util.Locale.ROOT) : game;
    }

    private String query() {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("in").asText().equals("query") && chance(30)) {
                query.add(parameter.path("name").asText() + "=" + value(parameter));
            }
        }
        while (chance(6)) {
            query.add(any(List.of("", "=", "x=1", "%00=1", "limit", "cursor=" + any(VALUES), "limit=" + any(VALUES))));
        }
        if (chance(1)) {
            query.add("x=" + "y".repeat(random.nextInt(20_000)));
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String value(JsonNode parameter) {
        JsonNode schema = ApiDocument.resolve(parameter.path("schema"));
        if (chance(30)) {
            return any(VALUES);
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asText();
        }
        return switch (parameter.path("name").asText()) {
            case "limit" -> String.valueOf(random.nextInt(1, 201));
            case "game_id" -> game();
            default -> String.valueOf(random.nextInt(10));
        };
    }

    private Ask body(Ask ask) {
        String text = operation.bodies().isEmpty() ? "{}" : write(any(operation.bodies()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (chance(10)) {
            bytes = broken(Ask.post("/").json(bytes));
        } else if (chance(1)) {
            bytes = Arrays.copyOf(bytes, random.nextInt(1_200_000));
        }
        return chance(3) ? ask.body(bytes) : ask.json(bytes);
    }

    /** Writes JSON of this form, wrong now and then. */
    private String write(JsonNode node) {
        if (chance(3)) {
            return any(LITERALS);
        }
        if (chance(1) && chance(20)) {
            return "[".repeat(random.nextInt(100_000));
        }
        if (node instanceof ObjectNode object) {
            List<String> members = new ArrayList<>();
            object.properties().forEach(member -> {
                if (!chance(2)) {
                    members.add("\"" + member.getKey() + "\":" + known(member.getKey(), member.getValue()));
                }
            });
            while (chance(3)) {
                members.add(
                        "\"" + any(List.of("x", "actor", "commands", "members", "reason", "")) + "\":" + any(LITERALS));
            }
            return "{" + String.join(any(List.of(",", ", ", ",\n")), members) + "}";
        }
        if (node instanceof ArrayNode array) {
            List<String> elements = new ArrayList<>();
            array.forEach(element -> elements.add(write(element)));
            return "[" + String.join(",", elements) + "]";
        }
        if (node.isTextual()) {
            return "\""
                    + (chance(4)
                            ? any(TEXTS)
                            : node.asText().replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
        }
        return node.toString();
    }

    /** Names what the backend has where the document's examples name what it has not. */
    private String known(String name, JsonNode value) {
        return switch (name) {
            case "target_engine_version" -> chance(10) ? write(value) : "\"1.0.0\"";
            case "version" ->
                operation.id().equals("internalPatchRuntime") && chance(50)
                        ? "\"1.0.1\""
                        : "\"" + random.nextInt(5) + "." + random.nextInt(100) + "." + random.nextInt(100) + "\"";
            default -> write(value);
        };
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
