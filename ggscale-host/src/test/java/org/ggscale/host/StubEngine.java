package org.ggscale.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
    private volatile boolean finished;
    private volatile int refusal;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    StubEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Registers the game of this engine and returns its id; nothing is due for years. */
    String register(InternalRest rest) {
        return register(rest, "0 0 29 2 *");
    }

    /** Registers the game of this engine and returns its id. */
    String register(InternalRest rest, String schedule) {
        return register((path, body) -> rest.post(path, body, "").status(), schedule);
    }

    /** Registers it through somebody else's client. */
    String register(Post post, String schedule) {
        String id = UUID.randomUUID().toString();
        int status = registration(id, schedule, post);
        if (status != 201) {
            throw new IllegalStateException("the registration was answered with " + status);
        }
        return id;
    }

    /** Asks for a registration of this engine's game and returns the status of the answer. */
    int registration(String id, String schedule, Post post) {
        post.send(
                "/engine-versions",
                JSON.createObjectNode()
                        .put("version", "9.0.0")
                        .put("image_ref", "process:[\"x\"]")
                        .toString());
        ObjectNode body = JSON.createObjectNode()
                .put("target_engine_version", "9.0.0")
                .put("turn_schedule", schedule)
                .put(
                        "engine_endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        body.putArray("members").addObject().put("user_id", "ann").put("race_name", "Terra");
        return post.send("/games/" + id + "/register-runtime", body.toString());
    }

    /** Refuses calls with this status from now on; 0 refuses none. */
    void refuse(int status) {
        refusal = status;
    }

    /** Says from now on that the game is over. */
    void finish() {
        finished = true;
    }

    /** Plays turns from now on without answering, until what is returned is counted down. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
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
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(new Call(
                path,
                new String(body, StandardCharsets.UTF_8),
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(),
                                header -> header.getValue().get(0)))));
        int status = refusal == 0 ? path.endsWith("/banish") ? 204 : 200 : refusal;
        if (status == 200 && path.endsWith("/init")) {
            game = JSON.readTree(body).path("gameId").asText();
        } else if (status == 200 && path.endsWith("/turn")) {
            turn++;
            status = losing ? 500 : 200;
            losing = false;
            await(gate);
        }
        byte[] answer = status == 204 ? new byte[0] : state().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private ObjectNode state() {
        ObjectNode state = JSON.createObjectNode()
                .put("id", game)
                .put("turn", turn)
                .put("stage", "stub")
                .put("finished", finished);
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
    record Call(String path, String body, Map<String, String> headers) {}
}
