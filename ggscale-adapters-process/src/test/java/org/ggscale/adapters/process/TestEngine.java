package org.ggscale.adapters.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * An engine that answers everything with 200, and on request prints bytes or exits.
 *
 * <p>It serves one connection until the caller closes it, so whoever keeps one keeps all others out.
 */
final class TestEngine {
    private TestEngine() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("GGSCALE_ENGINE_PORT"));
        try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening on " + port);
            while (true) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                }
            }
        }
    }

    private static void answer(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("GET ")) {
                act(line.split(" ")[1].split("/"));
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            }
        }
    }

    private static void act(String[] path) {
        switch (path[1]) {
            case "print" -> System.out.println("x".repeat(Integer.parseInt(path[2])));
            case "exit" -> System.exit(Integer.parseInt(path[2]));
            default -> {}
        }
    }
}
