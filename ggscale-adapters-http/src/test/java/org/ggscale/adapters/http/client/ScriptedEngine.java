package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.core.engine.EngineEndpoint;

/** An engine on a real socket that does with each request what a script says, and remembers what reached it. */
final class ScriptedEngine implements AutoCloseable {
    private final String scheme;
    private final ServerSocket server;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedEngine(Script script) throws IOException {
        this("http", new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    ScriptedEngine(String scheme, ServerSocket server, Script script) {
        this.scheme = scheme;
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /** An engine that answers every request with the same bytes and keeps the connection. */
    static ScriptedEngine answering(String answer) throws IOException {
        return new ScriptedEngine(talk -> talk.send(answer));
    }

    static String json(String body) {
        return answer(200, body);
    }

    static String answer(int status, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\n" + more + "Content-Length: "
                + body.getBytes(ISO_8859_1).length + "\r\n\r\n" + body;
    }

    EngineEndpoint endpoint() {
        return EngineEndpoint.parse(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns the requests in the order in which they were complete. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return sockets.size();
    }

    /** Waits until so many connections more have come to their end. */
    void awaitEnded(int connections) throws InterruptedException {
        ended.acquire(connections);
    }

    /** Returns how many bytes the sockets took. */
    long written() {
        return written.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String request = read(in); request != null; request = read(in)) {
                int number = remember(request);
                script.answer(new Talk(socket, request, number));
            }
        } catch (IOException | InterruptedException e) {
            // The client hung up, as it does on an engine that misbehaves.
        } finally {
            ended.release();
        }
    }

    private synchronized int remember(String request) {
        requests.add(request);
        return requests.size();
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.append((char) b);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** What an engine does with one request. */
    interface Script {
        void answer(Talk talk) throws IOException, InterruptedException;
    }

    /** One request and the means to answer it. */
    final class Talk {
        private final Socket socket;
        private final String request;
        private final int number;

        private Talk(Socket socket, String request, int number) {
            this.socket = socket;
            this.request = request;
            this.number = number;
        }

        /** Returns the number of the request, from 1. */
        int number() {
            return number;
        }

        /** Returns what the request to generate a turn expects. */
        long expectedTurn() {
            return Long.parseLong(request.substring(request.lastIndexOf(':') + 1, request.lastIndexOf('}')));
        }

        void send(String text) throws IOException {
            byte[] bytes = text.getBytes(ISO_8859_1);
            socket.getOutputStream().write(bytes);
            written.addAndGet(bytes.length);
        }

        void sendForEver(String piece) throws IOException {
            String many = piece.repeat(Math.max(1, 8192 / piece.length()));
            while (closed.getCount() > 0) {
                send(many);
            }
        }

        void trickle(String piece) throws IOException, InterruptedException {
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                send(piece);
            }
        }

        /** Says nothing until the client has gone. */
        void sayNothing() throws IOException {
            while (socket.getInputStream().read() >= 0) {}
        }

        void hangUp() throws IOException {
            socket.close();
        }
    }
}
