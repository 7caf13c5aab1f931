package org.ggscale.testkit.twins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.testkit.ScriptedInstances;

/** Backends of instances with one fault each. */
final class InstancesTwins {
    static final List<Twin<EngineInstances>> INSTANCES = List.of(
            new Twin<>("starts anything", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public boolean starts(ImageRef image) {
                    return true;
                }
            }),
            new Twin<>("makes tokens up", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Start start(Specification specification) {
                    return super.start(specification) instanceof Start.Started(EngineInstance started)
                            ? new Start.Started(new EngineInstance(
                                    started.id(), started.gameId(), new InstanceToken("made-up"), started.endpoint()))
                            : new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "failed");
                }
            }),
            new Twin<>("lists nothing", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public List<EngineInstance> list() {
                    return List.of();
                }
            }),
            new Twin<>("stops nothing", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void stop(GameId gameId) {}
            }),
            new Twin<>("stops everything", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void stop(GameId gameId) {
                    list().forEach(instance -> super.stop(instance.gameId()));
                }
            }),
            new Twin<>("gives a game one address", instances -> new Forwarding.ToInstances(instances) {
                private final Map<GameId, EngineInstance> first = new HashMap<>();

                @Override
                public synchronized Start start(Specification specification) {
                    return super.start(specification) instanceof Start.Started(EngineInstance started)
                            ? new Start.Started(first.computeIfAbsent(started.gameId(), id -> started))
                            : new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "failed");
                }
            }),
            new Twin<>("loses the state at a stop", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void stop(GameId gameId) {
                    super.discard(gameId);
                }
            }),
            new Twin<>("keeps one state for all games", instances -> new Forwarding.ToInstances(instances) {
                private final List<GameId> first = new ArrayList<>();

                @Override
                public synchronized Start start(Specification specification) {
                    first.add(specification.gameId());
                    return super.start(new Specification(
                            first.get(0),
                            specification.token(),
                            specification.version(),
                            specification.image(),
                            specification.startTimeout()));
                }
            }),
            new Twin<>("keeps the state of what is discarded", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void discard(GameId gameId) {
                    super.stop(gameId);
                }
            }),
            new Twin<>(
                    "keeps the earlier instance when a start fails",
                    instances -> new Forwarding.ToInstances(instances) {
                        @Override
                        public Start start(Specification specification) {
                            return specification.image().equals(ScriptedInstances.BROKEN)
                                    ? new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "failed")
                                    : super.start(specification);
                        }
                    }));

    static final List<Twin<EngineInstances>> WATCH = List.of(
            new Twin<>("watches nothing", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Ended> listener) {
                    return () -> {};
                }
            }),
            new Twin<>("takes every end for a lack of memory", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Ended> listener) {
                    return super.watch(
                            ended -> listener.accept(new Ended(ended.instance(), EngineHealth.OOM, ended.detail())));
                }
            }),
            new Twin<>("has one watch", instances -> new Forwarding.ToInstances(instances) {
                private boolean watched;

                @Override
                public Watch watch(Consumer<Ended> listener) {
                    boolean first = !watched;
                    watched = true;
                    return first ? super.watch(listener) : () -> {};
                }
            }),
            new Twin<>("reports what was stopped", instances -> new Forwarding.ToInstances(instances) {
                private final List<Consumer<Ended>> listeners = new ArrayList<>();

                @Override
                public void stop(GameId gameId) {
                    list().stream()
                            .filter(instance -> instance.gameId().equals(gameId))
                            .forEach(instance -> listeners.forEach(
                                    listener -> listener.accept(new Ended(instance, EngineHealth.EXITED, "stopped"))));
                    super.stop(gameId);
                }

                @Override
                public Watch watch(Consumer<Ended> listener) {
                    listeners.add(listener);
                    return super.watch(listener);
                }
            }),
            new Twin<>("lists what has ended", instances -> new Forwarding.ToInstances(instances) {
                private final List<EngineInstance> ended = new ArrayList<>();

                @Override
                public Watch watch(Consumer<Ended> listener) {
                    return super.watch(report -> {
                        ended.add(report.instance());
                        listener.accept(report);
                    });
                }

                @Override
                public List<EngineInstance> list() {
                    List<EngineInstance> all = new ArrayList<>(super.list());
                    all.addAll(ended);
                    return all;
                }
            }),
            new Twin<>("never closes a watch", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Ended> listener) {
                    Watch unused = super.watch(listener);
                    return () -> {};
                }
            }));

    private InstancesTwins() {}
}
