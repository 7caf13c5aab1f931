package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.nio.channels.SocketChannel;

/**
 * The socket of a connection to an engine: what okhttp cannot be asked for.
 *
 * <p>It connects to permitted addresses only, and its {@link EngineInput} guards what comes in.
 */
final class EngineSocket extends SocketImpl {
    /** Finds the input of the engine socket below another socket: TLS hands options down. */
    static final SocketOption<EngineInput> INPUT = new InputOption();

    private final EndpointPolicy policy;
    private final SocketChannel channel;
    private final EngineInput input;

    private EngineSocket(EndpointPolicy policy) throws IOException {
        this.policy = policy;
        channel = SocketChannel.open();
        input = new EngineInput(channel);
    }

    static Socket open(EndpointPolicy policy) throws IOException {
        Socket socket = new Socket(new EngineSocket(policy)) {};
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    protected void connect(SocketAddress to, int timeout) throws IOException {
        InetSocketAddress target = (InetSocketAddress) to;
        if (!policy.permitsConnect(target.getAddress())) {
            throw new SocketException(target.getAddress().getHostAddress() + " is not in " + policy);
        }
        channel.socket().connect(target, timeout);
        address = target.getAddress();
        port = target.getPort();
        localport = channel.socket().getLocalPort();
    }

    @Override
    protected InputStream getInputStream() {
        return input;
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        return channel.socket().getOutputStream();
    }

    @Override
    protected int available() throws IOException {
        return input.available();
    }

    @Override
    protected void close() throws IOException {
        channel.close();
    }

    @Override
    protected void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void setOption(int id, Object value) throws SocketException {
        switch (id) {
            case SocketOptions.SO_TIMEOUT -> channel.socket().setSoTimeout((Integer) value);
            case SocketOptions.TCP_NODELAY -> channel.socket().setTcpNoDelay((Boolean) value);
            default -> throw new SocketException("an engine socket has no option " + id);
        }
    }

    @Override
    public Object getOption(int id) throws SocketException {
        return switch (id) {
            case SocketOptions.SO_TIMEOUT -> channel.socket().getSoTimeout();
            case SocketOptions.TCP_NODELAY -> channel.socket().getTcpNoDelay();
            default -> throw new SocketException("an engine socket has no option " + id);
        };
    }

    @Override
    protected <T> T getOption(SocketOption<T> option) throws IOException {
        return option.equals(INPUT) ? option.type().cast(input) : channel.getOption(option);
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        channel.bind(new InetSocketAddress(host, port));
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("an engine socket does not listen");
    }

    @Override
    protected void accept(SocketImpl socket) throws IOException {
        throw new SocketException("an engine socket does not accept");
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("an engine socket sends no urgent data");
    }

    private static final class InputOption implements SocketOption<EngineInput> {
        @Override
        public String name() {
            return "engine input";
        }

        @Override
        public Class<EngineInput> type() {
            return EngineInput.class;
        }
    }
}
