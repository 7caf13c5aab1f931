package org.ggscale.bench.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.ggscale.bench.Arguments;

/**
 * The engine as a program.
 *
 * <p>Arguments: {@code --conditional}, {@code --durable}, {@code --latency MIN..MAX[,SLOW/ONE_IN]} in ms,
 * {@code --unsynced} for speed, {@code --port}, {@code --state} and {@code --host} where they are not given by the
 * environment. Prints
 * {@code listening PORT} once it answers. Many games have paths {@code /games/<id>}; a single one may be at the root.
 */
public final class LedgerEngine {
    private LedgerEngine() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(
                args, Set.of("conditional", "durable", "unsynced"), Set.of("latency", "host", "port", "state", "run"));
        int port = Integer.parseInt(setting(arguments, "port", "GGSCALE_ENGINE_PORT", "0"));
        String host = setting(arguments, "host", "GGSCALE_ENGINE_HOST", "127.0.0.1");
        Path state = Path.of(setting(arguments, "state", "GGSCALE_ENGINE_STATE_DIR", "."));
        // The server's defaults: small answers wait for the client's delayed acknowledgement, and all but 200 idle
        // connections are closed under the client's hands.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        Files.createDirectories(state);
        Games games = Games.open(
                state,
                !arguments.has("unsynced"),
                new Promises(arguments.has("conditional"), arguments.has("durable")),
                arguments.value("latency").map(Latency::parse).orElse(Latency.NONE));
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 1_024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", new EngineCalls(games));
        server.start();
        System.out.println("listening " + server.getAddress().getPort());
    }

    private static String setting(Arguments arguments, String name, String variable, String otherwise) {
        Map<String, String> environment = System.getenv();
        return arguments.value(name).orElse(environment.getOrDefault(variable, otherwise));
    }
}
