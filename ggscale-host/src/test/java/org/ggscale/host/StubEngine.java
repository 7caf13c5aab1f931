package org.ggscale.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An external engine for one game of one race, which counts turns, remembers who called and can lose its next answer. */
final class StubEngine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final String player = UUID.randomUUID().toString();
    private volatile String game = "";
    private volatile long turn;
    private volatile boolean losing;

    StubEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Registers the game of this engine and returns its id; nothing is due for years. */
    String register(InternalRest rest) {
        return register((path, body) -> rest.post(path, body, "").status());
    }

    /** Registers it through somebody else's client. */
    String register(Post post) {
        post.send(
                "/engine-versions",
                JSON.createObjectNode()
                        .put("version", "9.0.0")
                        .put("image_ref", "process:[\"x\"]")
                        .toString());
        String id = UUID.randomUUID().toString();
        ObjectNode body = JSON.createObjectNode()
                .put("target_engine_version", "9.0.0")
                .put("turn_schedule", "0 0 29 2 *")
                .put(
                        "engine_endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        body.putArray("members").addObject().put("user_id", "ann").put("race_name", "Terra");
        int status = post.send("/games/" + id + "/register-runtime", body.toString());
        if (status != 201) {
            throw new IllegalStateException("the registration was answered with " + status);
        }
        return id;
    }

    /** Plays the next turn and lets the answer be lost. */
    void loseNextAnswer() {
        losing = true;
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(new Call(
                path,
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(),
                                header -> header.getValue().get(0)))));
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 200;
        if (path.endsWith("/init")) {
            game = JSON.readTree(body).path("gameId").asText();
        } else if (path.endsWith("/turn")) {
            turn++;
            status = losing ? 500 : 200;
            losing = false;
        }
        byte[] answer = state().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private ObjectNode state() {
        ObjectNode state =
                JSON.createObjectNode().put("id", game).put("turn", turn).put("stage", "stub");
        state.putArray("capabilities").add("conditional_turn");
        state.putArray("player")
                .addObject()
                .put("id", player)
                .put("raceName", "Terra")
                .put("planets", 1)
                .put("population", 1.5)
                .put("extinct", false);
        return state;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Sends a body to a path of the internal REST and returns the status. */
    interface Post {
        int send(String path, String body);
    }

    /** One call, with the first value of each header by its lower-case name. */
    record Call(String path, Map<String, String> headers) {}
}
