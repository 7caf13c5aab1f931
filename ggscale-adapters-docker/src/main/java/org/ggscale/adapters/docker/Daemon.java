package org.ggscale.adapters.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ggscale.core.UnavailableException;

/**
 * A Docker daemon; the one place where what its client throws becomes ours.
 *
 * <p>Every call has a deadline of its own: a frozen daemon accepts connections and never answers, and the client has no
 * timeout on local sockets. Streams have a client of their own, so that they do not use up the connections of the calls.
 */
final class Daemon implements Closeable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String host;
    private final Duration deadline;
    private final DockerClient calls;
    private final DockerClient streams;

    /**
     * Prepares the clients; nothing is sent.
     *
     * @param host such as {@code unix:///var/run/docker.sock}; empty takes {@code DOCKER_HOST}, else the local socket
     * @param deadline of a call
     */
    Daemon(Optional<String> host, Duration deadline) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
        host.ifPresent(builder::withDockerHost);
        DockerClientConfig config = builder.build();
        this.host = config.getDockerHost().toString();
        this.deadline = deadline;
        this.calls = client(config, deadline);
        this.streams = client(config, Duration.ZERO);
    }

    private static DockerClient client(DockerClientConfig config, Duration answer) {
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT)
                        .responseTimeout(answer)
                        .build());
    }

    /**
     * Asks the daemon for something.
     *
     * @param what for the operator, such as {@code list containers}
     * @throws RefusedException when it answers no
     * @throws UnavailableException when it does not answer in time, or not as it should
     */
    <T> T ask(String what, Function<DockerClient, T> call) {
        return ask(what, deadline, call);
    }

    /** Asks for something that takes the daemon a while. */
    <T> T ask(String what, Duration within, Function<DockerClient, T> call) {
        FutureTask<T> task = new FutureTask<>(() -> call.apply(calls));
        Thread thread = Thread.ofVirtual().name("docker " + what).start(task);
        try {
            return task.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw translated(what, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(what, "no answer within " + within.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(what, "interrupted", e);
        } finally {
            // Closes the connection of a call that nobody waits for any more.
            if (!task.isDone()) {
                thread.interrupt();
            }
        }
    }

    /** Asks for something; empty when the daemon says that there is no such thing. */
    <T> Optional<T> find(String what, Function<DockerClient, T> call) {
        try {
            return Optional.of(ask(what, call));
        } catch (RefusedException e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Does something; that there is no such thing, or that it is so already, is as good. */
    void settle(String what, Duration within, Function<DockerClient, ?> call) {
        try {
            ask(what, within, client -> Optional.ofNullable(call.apply(client)));
        } catch (RefusedException e) {
            if (!e.notFound() && !e.conflict()) {
                throw e;
            }
        }
    }

    /** Begins a stream; the callback is the caller's to close. */
    <C extends ResultCallback<?>> C stream(String what, Function<DockerClient, C> begin) {
        try {
            return begin.apply(streams);
        } catch (RuntimeException e) {
            throw translated(what, e);
        }
    }

    /** What the daemon refuses beyond what the steps expect is its own trouble. */
    static <T> T refusedIsUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw new UnavailableException("docker", "Docker refused: " + e.getMessage(), e);
        }
    }

    private RuntimeException translated(String what, Throwable thrown) {
        if (thrown instanceof DockerException answer && answer.getHttpStatus() > 0) {
            return new RefusedException(answer.getHttpStatus(), message(answer), answer);
        }
        return unavailable(what, String.valueOf(thrown.getMessage()), thrown);
    }

    /** Returns what the daemon said, without the JSON that it said it in. */
    static String message(Throwable answer) {
        String text = String.valueOf(answer.getMessage());
        Matcher matcher = MESSAGE.matcher(text);
        return (matcher.find() ? matcher.group(1).replace("\\\"", "\"") : text).strip();
    }

    private UnavailableException unavailable(String what, String why, Throwable cause) {
        return new UnavailableException("docker", "Docker at " + host + " did not " + what + ": " + why, cause);
    }

    /** Returns the address, for messages. */
    String host() {
        return host;
    }

    @Override
    public void close() {
        try (Closeable first = calls;
                Closeable second = streams) {
            // Nothing but closing.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
