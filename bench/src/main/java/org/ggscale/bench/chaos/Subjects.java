package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ggscale.bench.EngineProcess;
import org.ggscale.bench.Programs;
import org.ggscale.bench.engine.Ledger;
import org.ggscale.bench.engine.LedgerLine;
import org.ggscale.bench.engine.Promises;

/** The games that are played while hosts are killed, and the engines that judge them. */
final class Subjects implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path states;
    private final Plan plan;
    private final Map<UUID, EngineKind> kinds;
    private final Map<EngineKind, EngineProcess> external;

    private Subjects(Path states, Plan plan, Map<UUID, EngineKind> kinds, Map<EngineKind, EngineProcess> external) {
        this.states = states;
        this.plan = plan;
        this.kinds = kinds;
        this.external = external;
    }

    /**
     * Starts the external engines.
     *
     * @param run the directory of this run, which marks all processes
     * @param states where the host keeps the state of child processes
     */
    static Subjects start(Path run, Path states, Plan plan, Random random) throws IOException {
        Map<UUID, EngineKind> kinds = new LinkedHashMap<>();
        Map<EngineKind, EngineProcess> external = new EnumMap<>(EngineKind.class);
        for (EngineKind kind : plan.kinds()) {
            for (int i = 0; i < plan.gamesPerKind(); i++) {
                kinds.put(new UUID(random.nextLong(), random.nextLong()), kind);
            }
            if (kind.external()) {
                Path directory = run.resolve("engines").resolve(kind.label().replace(' ', '-'));
                external.put(kind, EngineProcess.start(directory, "64m", plan.arguments(kind.promises())));
            }
        }
        return new Subjects(states, plan, kinds, external);
    }

    /**
     * What is played.
     *
     * @param latency of turns, as the ledger engine takes it
     */
    record Plan(Set<EngineKind> kinds, int gamesPerKind, String latency) {
        /** Games of all kinds that need no container, mostly with short turns, some of which outlive a host's death and the wait for its owner. */
        static Plan ofAllKinds(int gamesPerKind) {
            return new Plan(
                    EnumSet.range(EngineKind.PLAIN_EXTERNAL, EngineKind.PLAIN_CHILD), gamesPerKind, "5..400,14000/20");
        }

        List<String> arguments(Promises promises) {
            List<String> arguments = new ArrayList<>(List.of("--latency", latency));
            if (promises.conditional()) {
                arguments.add("--conditional");
            }
            if (promises.durable()) {
                arguments.add("--durable");
            }
            return arguments;
        }
    }

    /** Creates the engine versions and registers every game, due every second. */
    void register(InternalRest rest, Path run) throws IOException, InterruptedException {
        Map<String, String> images = new LinkedHashMap<>();
        for (EngineKind kind : plan.kinds()) {
            images.put(kind.version(), image(kind, run));
        }
        for (Map.Entry<String, String> image : images.entrySet()) {
            ObjectNode version =
                    JSON.createObjectNode().put("version", image.getKey()).put("image_ref", image.getValue());
            rest.post("/engine-versions", version.toString()).expect(201);
        }
        for (UUID game : kinds.keySet()) {
            rest.post("/games/" + game + "/register-runtime", registration(game))
                    .expect(201);
        }
    }

    private String image(EngineKind kind, Path run) throws IOException {
        if (kind.contained()) {
            return EngineImage.name(kind);
        }
        List<String> command = new ArrayList<>(Programs.ledgerEngine("32m"));
        command.addAll(plan.arguments(kind.promises()));
        command.addAll(List.of("--run", run.toString()));
        return "process:" + JSON.writeValueAsString(command);
    }

    /** Adds a game that is still to be registered. */
    void add(UUID game, EngineKind kind) {
        kinds.put(game, kind);
    }

    /** Returns what registers a game, due every second. */
    String registration(UUID game) {
        EngineKind kind = Objects.requireNonNull(kinds.get(game));
        ObjectNode body = JSON.createObjectNode()
                .put("target_engine_version", kind.version())
                .put("turn_schedule", "@every 1s");
        EngineProcess engine = external.get(kind);
        if (engine != null) {
            body.put("engine_endpoint", engine.endpoint(game).toString());
        }
        var members = body.putArray("members");
        members.addObject().put("user_id", "ada").put("race_name", "Terrans");
        members.addObject().put("user_id", "bob").put("race_name", "Vorlons");
        return body.toString();
    }

    /** Returns the games, also those that are added later. */
    Map<UUID, EngineKind> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /** Returns whether a game's engine lives outside the host's reach. */
    boolean isExternal(UUID game) {
        return Optional.ofNullable(kinds.get(game)).filter(EngineKind::external).isPresent();
    }

    /** Returns the file that a game's engine writes. */
    Path ledger(UUID game) {
        EngineProcess engine = external.get(kinds.get(game));
        return engine == null ? states.resolve(game.toString()).resolve(Ledger.FILE) : engine.ledger();
    }

    /** Returns the files that engines write. */
    List<Path> ledgers() {
        return kinds.keySet().stream().map(this::ledger).distinct().toList();
    }

    /** Returns what a game's engine wrote of it. */
    List<LedgerLine> lines(UUID game) throws IOException {
        return Ledger.read(ledger(game)).stream()
                .filter(line -> line.game().equals(game))
                .toList();
    }

    /** Finds games in ledgers of engines that were never theirs. */
    List<Finding> strangers() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Path file : ledgers()) {
            var own = kinds.keySet().stream()
                    .filter(game -> ledger(game).equals(file))
                    .collect(Collectors.toSet());
            findings.addAll(Judge.strangers(Ledger.read(file), own));
        }
        return findings;
    }

    @Override
    public void close() {
        external.values().forEach(EngineProcess::close);
    }
}
