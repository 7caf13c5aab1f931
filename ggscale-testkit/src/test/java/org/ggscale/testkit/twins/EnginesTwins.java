package org.ggscale.testkit.twins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** Engine clients with one fault each. */
final class EnginesTwins {
    static final List<Twin<EngineClient>> CLIENT = List.of(
            new Twin<>("sorts the races", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineReply init(
                        EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
                    List<RaceName> reversed = new ArrayList<>(races);
                    Collections.reverse(reversed);
                    return super.init(endpoint, gameId, reversed, timeout);
                }
            }),
            new Twin<>("tries again", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
                    EngineReply reply = super.turn(endpoint, gameId, expectedTurn, timeout);
                    return reply instanceof EngineReply.Unanswered
                            ? super.turn(endpoint, gameId, expectedTurn, timeout)
                            : reply;
                }
            }),
            new Twin<>("counts turns in 53 bits, less one", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
                    return super.turn(endpoint, gameId, expectedTurn & ~1L, timeout);
                }
            }),
            replying(
                    "forgets what the engine promised",
                    reply -> reply instanceof EngineReply.Answered(EngineState s)
                            ? new EngineReply.Answered(
                                    new EngineState(s.id(), s.turn(), s.stage(), s.races(), s.finished(), Set.of()))
                            : reply),
            replying(
                    "wants races and promises",
                    reply -> reply instanceof EngineReply.Answered(EngineState s)
                                    && s.races().isEmpty()
                            ? new EngineReply.Garbled("no races")
                            : reply),
            replying(
                    "takes a conflict for an answer",
                    reply -> reply instanceof EngineReply.Conflicted(EngineState s)
                            ? new EngineReply.Answered(s)
                            : reply),
            replying(
                    "knows one refusal",
                    reply -> reply instanceof EngineReply.Refused refused
                            ? new EngineReply.Refused(400, refused.detail())
                            : reply),
            replying(
                    "takes silence for a refusal",
                    reply -> reply instanceof EngineReply.Unanswered ? new EngineReply.Refused(500, "") : reply),
            replying(
                    "takes noise for silence",
                    reply -> reply instanceof EngineReply.Garbled ? new EngineReply.Unanswered("noise") : reply),
            new Twin<>("believes every engine alive", client -> new Forwarding.ToClient(client) {
                @Override
                public boolean alive(EngineEndpoint endpoint, Duration timeout) {
                    return true;
                }
            }),
            new Twin<>("calls the engine it called first", client -> new Forwarding.ToClient(client) {
                private final AtomicReference<EngineReply> first = new AtomicReference<>();

                @Override
                public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
                    first.compareAndSet(null, super.status(endpoint, gameId, timeout));
                    return first.get();
                }
            }),
            new Twin<>("mixes the answers of many threads up", client -> new Forwarding.ToClient(client) {
                private final AtomicReference<EngineReply> last = new AtomicReference<>();

                @Override
                public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
                    EngineReply reply = super.turn(endpoint, gameId, expectedTurn, timeout);
                    EngineReply before = last.getAndSet(reply);
                    return before == null ? reply : before;
                }
            }),
            banishing(
                    "banishes everybody of the same letter",
                    race -> new RaceName(race.value().strip().substring(0, 1)),
                    reply -> reply),
            banishing(
                    "knows one refusal of banishments",
                    race -> race,
                    reply -> reply instanceof BanishReply.Refused refused
                            ? new BanishReply.Refused(400, refused.detail())
                            : reply),
            new Twin<>("banishes again", client -> new Forwarding.ToClient(client) {
                @Override
                public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
                    BanishReply reply = super.banish(endpoint, gameId, race, timeout);
                    return reply instanceof BanishReply.InDoubt ? super.banish(endpoint, gameId, race, timeout) : reply;
                }
            }),
            new Twin<>("takes orders for commands", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineAnswer relay(
                        EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
                    EngineRequest sent = request instanceof EngineRequest.Orders orders
                            ? new EngineRequest.Commands(orders.actor(), orders.array())
                            : request;
                    return super.relay(endpoint, gameId, sent, timeout);
                }
            }),
            answering(
                    "tidies bodies up",
                    answer -> answer instanceof EngineAnswer.Json json
                            ? new EngineAnswer.Json(
                                    new ByteArrayInputStream(text(json).strip().getBytes(StandardCharsets.UTF_8)))
                            : answer),
            answering(
                    "knows one refusal of players",
                    answer -> answer instanceof EngineAnswer.Refused refused
                            ? new EngineAnswer.Refused(400, refused.detail())
                            : answer),
            answering(
                    "takes noise of players for silence",
                    answer -> answer instanceof EngineAnswer.Garbled ? new EngineAnswer.Unanswered("noise") : answer));

    static final List<Twin<EngineClient>> DEADLINES = List.of(
            new Twin<>("waits for ever", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineReply init(
                        EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
                    return super.init(endpoint, gameId, races, Duration.ofHours(1));
                }
            }),
            new Twin<>("lets players wait for ever", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineAnswer relay(
                        EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
                    return super.relay(endpoint, gameId, request, Duration.ofHours(1));
                }
            }),
            new Twin<>("banishes for ever", client -> new Forwarding.ToClient(client) {
                @Override
                public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
                    return super.banish(endpoint, gameId, race, Duration.ofHours(1));
                }
            }),
            new Twin<>("swallows interrupts", client -> new Forwarding.ToClient(client) {
                @Override
                public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
                    EngineReply reply = super.turn(endpoint, gameId, expectedTurn, timeout);
                    boolean unused = Thread.interrupted();
                    return reply;
                }
            }));

    private EnginesTwins() {}

    private static String text(EngineAnswer.Json json) {
        try (var body = json.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Twin<EngineClient> banishing(
            String fault, UnaryOperator<RaceName> race, UnaryOperator<BanishReply> broken) {
        return new Twin<>(fault, client -> new Forwarding.ToClient(client) {
            @Override
            public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName name, Duration timeout) {
                return broken.apply(super.banish(endpoint, gameId, race.apply(name), timeout));
            }
        });
    }

    private static Twin<EngineClient> replying(String fault, UnaryOperator<EngineReply> broken) {
        return new Twin<>(fault, client -> new Forwarding.ToClient(client) {
            @Override
            public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
                return broken.apply(super.init(endpoint, gameId, races, timeout));
            }

            @Override
            public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
                return broken.apply(super.status(endpoint, gameId, timeout));
            }

            @Override
            public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
                return broken.apply(super.turn(endpoint, gameId, expectedTurn, timeout));
            }
        });
    }

    private static Twin<EngineClient> answering(String fault, UnaryOperator<EngineAnswer> broken) {
        return new Twin<>(fault, client -> new Forwarding.ToClient(client) {
            @Override
            public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
                return broken.apply(super.relay(endpoint, gameId, request, timeout));
            }
        });
    }
}
