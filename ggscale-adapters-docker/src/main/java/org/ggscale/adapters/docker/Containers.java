package org.ggscale.adapters.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.game.GameId;

/**
 * The containers of this node: those whose token is in the ledger, under the name of their game. About a game that the ledger
 * does not have the daemon is not asked, so that games of other backends do not need it.
 *
 * @param stopGrace from SIGTERM to SIGKILL
 */
record Containers(Daemon daemon, Ledger ledger, Duration stopGrace) {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int KILLED = 137;
    private static final int LONGEST_WORDS = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /** A container of ours, or somebody else's under the name of our game. */
    sealed interface Found {
        /** It is in the ledger. */
        record Ours(EngineInstance instance, ContainerState state) implements Found {}

        /** It is not, and is not touched. */
        record Foreign(String id) implements Found {}

        /** There is none of that name. */
        record None() implements Found {}
    }

    /** Looks at the container of a game. */
    Found find(GameId gameId) {
        String name = Sandbox.containerName(gameId);
        return daemon.find(
                        "inspect container " + name,
                        client -> client.inspectContainerCmd(name).exec())
                .map(container -> found(gameId, container))
                .orElseGet(Found.None::new);
    }

    private Found found(GameId gameId, InspectContainerResponse container) {
        return Labels.read(Objects.requireNonNull(container.getConfig()).getLabels())
                .filter(claim -> claim.gameId().equals(gameId))
                .flatMap(this::slip)
                .<Found>map(slip -> new Found.Ours(instance(container.getId(), slip), container.getState()))
                .orElseGet(() -> new Found.Foreign(container.getId()));
    }

    /**
     * One of ours in a listing.
     *
     * @param ill whether the image's own check says so
     */
    record Listed(EngineInstance instance, String state, boolean ill) {
        boolean running() {
            return state.equals("running") || state.equals("paused");
        }

        /** It was never started: its host died in between. */
        boolean stillborn() {
            return state.equals("created");
        }
    }

    /** Lists all of ours, running or not; labels alone are not enough to be listed, as any image may carry them. */
    List<Listed> list() {
        if (!known(Ledger::knowsAny)) {
            return List.of();
        }
        List<Container> claimed = daemon.ask(
                "list containers",
                client -> client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(Labels.TOKEN))
                        .withNameFilter(List.of("^/?" + Sandbox.NAME))
                        .exec());
        return claimed.stream().flatMap(each -> ours(each).stream()).toList();
    }

    private Optional<Listed> ours(Container container) {
        return Labels.read(container.getLabels())
                .filter(claim -> List.of(container.getNames()).contains("/" + Sandbox.containerName(claim.gameId())))
                .flatMap(this::slip)
                .map(slip -> new Listed(
                        instance(container.getId(), slip),
                        container.getState(),
                        container.getStatus().endsWith("(unhealthy)")));
    }

    /** Returns whether the ledger has what labels claim. */
    boolean knows(Labels.Claim claim) {
        return slip(claim).isPresent();
    }

    private Optional<Slip> slip(Labels.Claim claim) {
        return known(book -> book.find(claim.gameId(), claim.token()));
    }

    boolean knows(GameId gameId) {
        return known(book -> book.knows(gameId));
    }

    private <T> T known(Question<T> question) {
        try {
            return question.ask(ledger);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** What the ledger is asked. */
    private interface Question<T> {
        T ask(Ledger ledger) throws IOException;
    }

    private static EngineInstance instance(String id, Slip slip) {
        return new EngineInstance(id, slip.gameId(), slip.token(), slip.endpoint());
    }

    Optional<ContainerState> state(String id) {
        return daemon.find(
                        "inspect container " + id,
                        client -> client.inspectContainerCmd(id).exec())
                .map(InspectContainerResponse::getState);
    }

    static boolean running(ContainerState state) {
        return Boolean.TRUE.equals(state.getRunning());
    }

    static EngineHealth health(ContainerState state) {
        boolean killed = Objects.equals(state.getExitCodeLong(), (long) KILLED);
        return killed && Boolean.TRUE.equals(state.getOOMKilled()) ? EngineHealth.OOM : EngineHealth.EXITED;
    }

    /** Says how it ended, such as {@code exited with status 1}. */
    static String ending(ContainerState state) {
        String how = health(state) == EngineHealth.OOM
                ? "was killed: out of memory"
                : "exited with status " + state.getExitCodeLong();
        String error = Objects.requireNonNullElse(state.getError(), "");
        return error.isBlank() ? how : how + " (" + error + ")";
    }

    /** Says how an engine ended, and what it said last. */
    String lastOf(EngineInstance instance, ContainerState state) {
        return "the engine " + ending(state) + lastWords(instance.id());
    }

    /**
     * Ends the container of a game that is ours, if there is one, and returns when it is confirmed gone.
     *
     * @return whether there was one
     */
    boolean end(GameId gameId) {
        if (!knows(gameId)) {
            return false;
        }
        boolean ended = false;
        if (find(gameId) instanceof Found.Ours(EngineInstance instance, ContainerState state)) {
            ended = true;
            if (running(state)) {
                daemon.settle(
                        "stop container " + instance.id(),
                        stopGrace.plus(MARGIN),
                        client -> client.stopContainerCmd(instance.id())
                                .withTimeout((int) stopGrace.toSeconds())
                                .exec());
            }
            remove(instance.id());
        }
        try {
            ledger.gone(gameId);
            return ended;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void remove(String id) {
        daemon.settle(
                "remove container " + id,
                MARGIN,
                client -> client.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
        if (state(id).isPresent()) {
            throw new UnavailableException(
                    "docker", "container " + id + " is still there after its removal", new IllegalStateException(id));
        }
    }

    /** Returns the end of a container's output, for the operator; empty when there is none. */
    String lastWords(String id) {
        StringBuilder text = new StringBuilder();
        try (var lines = daemon.stream(
                "read the log of " + id,
                client -> client.logContainerCmd(id)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withTail(5)
                        .exec(new ResultCallback.Adapter<Frame>() {
                            @Override
                            public void onNext(Frame frame) {
                                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                            }
                        }))) {
            lines.awaitCompletion(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException unreadable) {
            return "";
        }
        return tidy(text.toString());
    }

    /** One line without control characters: an engine must not write lines of the host's log. */
    static String tidy(String words) {
        String line = words.lines()
                .map(each -> CONTROL.matcher(each).replaceAll(" ").strip())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" | "));
        String end = line.substring(Math.max(0, line.length() - LONGEST_WORDS));
        return end.isEmpty() ? "" : "; its last words: " + end;
    }

    static UnavailableException unavailable(IOException e) {
        return new UnavailableException("docker", "the node's ledger of containers: " + e.getMessage(), e);
    }
}
