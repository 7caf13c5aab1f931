package org.ggscale.testkit.twins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
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
                            specification.epoch(),
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
            new Twin<>("prepares what it does not start", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Preparation prepare(ImageRef image) {
                    return new Preparation.Ready(ImageRef.parse("in-process:other"), false);
                }
            }),
            new Twin<>("pins anew every time", instances -> new Forwarding.ToInstances(instances) {
                private int pins;

                @Override
                public Preparation prepare(ImageRef image) {
                    return new Preparation.Ready(ImageRef.parse("engine:pin-" + pins++), false);
                }
            }),
            new Twin<>("ends everything to prepare", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Preparation prepare(ImageRef image) {
                    list().forEach(instance -> stop(instance.gameId()));
                    return super.prepare(image);
                }
            }),
            new Twin<>("removes nothing", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void remove(EngineInstance instance) {}
            }),
            new Twin<>("removes whatever the game runs", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void remove(EngineInstance instance) {
                    super.stop(instance.gameId());
                }
            }),
            new Twin<>("removes with the state", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void remove(EngineInstance instance) {
                    super.discard(instance.gameId());
                }
            }),
            new Twin<>("finds whatever the game runs", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Inspection inspect(GameId gameId, InstanceToken token) {
                    return list().stream()
                            .filter(instance -> instance.gameId().equals(gameId))
                            .findFirst()
                            .<Inspection>map(Inspection.Running::new)
                            .orElseGet(Inspection.Gone::new);
                }
            }),
            new Twin<>("remembers what was ended on demand", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Inspection inspect(GameId gameId, InstanceToken token) {
                    Inspection found = super.inspect(gameId, token);
                    return found instanceof Inspection.Gone
                            ? new Inspection.Ended(EngineHealth.EXITED, "some time")
                            : found;
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
                public Watch watch(Consumer<Sighting> listener) {
                    return () -> {};
                }
            }),
            new Twin<>("takes every end for a lack of memory", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    return super.watch(
                            ended -> listener.accept(new Sighting(ended.instance(), EngineHealth.OOM, ended.detail())));
                }
            }),
            new Twin<>("has one watch", instances -> new Forwarding.ToInstances(instances) {
                private boolean watched;

                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    boolean first = !watched;
                    watched = true;
                    return first ? super.watch(listener) : () -> {};
                }
            }),
            new Twin<>("reports what was stopped", instances -> new Forwarding.ToInstances(instances) {
                private final List<Consumer<Sighting>> listeners = new ArrayList<>();

                @Override
                public void stop(GameId gameId) {
                    list().stream()
                            .filter(instance -> instance.gameId().equals(gameId))
                            .forEach(instance -> listeners.forEach(listener ->
                                    listener.accept(new Sighting(instance, EngineHealth.EXITED, "stopped"))));
                    super.stop(gameId);
                }

                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    listeners.add(listener);
                    return super.watch(listener);
                }
            }),
            new Twin<>("lists what has ended", instances -> new Forwarding.ToInstances(instances) {
                private final List<EngineInstance> ended = new ArrayList<>();

                @Override
                public Watch watch(Consumer<Sighting> listener) {
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
            new Twin<>("finds what has ended", instances -> new Forwarding.ToInstances(instances) {
                private final Map<InstanceToken, EngineInstance> started = new HashMap<>();

                @Override
                public Start start(Specification specification) {
                    Start start = super.start(specification);
                    if (start instanceof Start.Started(EngineInstance instance)) {
                        started.put(instance.token(), instance);
                    }
                    return start;
                }

                @Override
                public Inspection inspect(GameId gameId, InstanceToken token) {
                    return new Inspection.Running(started.get(token));
                }
            }),
            new Twin<>("never closes a watch", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    Watch unused = super.watch(listener);
                    return () -> {};
                }
            }));

    static final List<Twin<EngineInstances>> CHECK = List.of(
            new Twin<>("tells of ends only", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    return super.watch(sighting -> {
                        if (sighting.health().hasEnded()) {
                            listener.accept(sighting);
                        }
                    });
                }
            }),
            new Twin<>("lists what is well", instances -> new Forwarding.ToInstances(instances) {
                private final List<EngineInstance> ill = new CopyOnWriteArrayList<>();

                @Override
                public Watch watch(Consumer<Sighting> listener) {
                    return super.watch(sighting -> {
                        ill.add(sighting.instance());
                        listener.accept(sighting);
                    });
                }

                @Override
                public List<EngineInstance> list() {
                    return super.list().stream()
                            .filter(instance -> !ill.contains(instance))
                            .toList();
                }
            }));

    static final List<Twin<EngineInstances>> OUTAGE = List.of(
            new Twin<>("takes silence for emptiness", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public List<EngineInstance> list() {
                    return quietly(super::list, List.of());
                }

                @Override
                public Inspection inspect(GameId gameId, InstanceToken token) {
                    return quietly(() -> super.inspect(gameId, token), new Inspection.Gone());
                }
            }),
            new Twin<>("takes silence for a failed start", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public Start start(Specification specification) {
                    return quietly(
                            () -> super.start(specification),
                            new Start.Failed(Start.Cause.CONTAINER_START_FAILED, "silent"));
                }
            }),
            new Twin<>("takes silence for an end", instances -> new Forwarding.ToInstances(instances) {
                @Override
                public void remove(EngineInstance instance) {
                    Object unused = quietly(
                            () -> {
                                super.remove(instance);
                                return instance;
                            },
                            instance);
                }
            }));

    private static <T> T quietly(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (UnavailableException e) {
            return otherwise;
        }
    }

    private InstancesTwins() {}
}
