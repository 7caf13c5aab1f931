package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the sockets that okhttp connects. */
final class EngineSockets extends SocketFactory {
    private final EndpointPolicy policy;

    EngineSockets(EndpointPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Socket createSocket() throws IOException {
        return EngineSocket.open(policy);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("okhttp connects its sockets itself");
    }
}
