package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network that somebody else makes at the same moment. */
class BridgeTest {
    private HttpServer server;
    private Daemon daemon;
    private Bridge bridge;
    private volatile boolean there;
    private volatile String theirs = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        daemon = new Daemon(Optional.of("tcp://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(10));
        bridge = new Bridge(daemon, "games", Optional.empty());
    }

    @AfterEach
    void close() {
        daemon.close();
        server.stop(0);
    }

    @Test
    void one_that_appears_while_it_is_created_is_looked_at() {
        theirs = network("bridge", "true");

        assertThat(bridge.ensure().orElseThrow()).contains("games").contains("enable_icc=false");
    }

    @Test
    void one_that_appears_and_keeps_engines_apart_is_as_good() {
        theirs = network("bridge", "false");

        assertThat(bridge.ensure()).isEmpty();
    }

    @Test
    void the_option_proves_nothing_on_another_driver() {
        theirs = network("macvlan", "false");

        assertThat(bridge.ensure()).isPresent();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                there = true;
                send(exchange, 409, "{\"message\": \"network with name games already exists\"}");
            } else if (there) {
                send(exchange, 200, theirs);
            } else {
                send(exchange, 404, "{\"message\": \"no such network\"}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String network(String driver, String icc) {
        return "{\"Name\": \"games\", \"Driver\": \"" + driver
                + "\", \"Options\": {\"com.docker.network.bridge.enable_icc\": \"" + icc + "\"}}";
    }
}
