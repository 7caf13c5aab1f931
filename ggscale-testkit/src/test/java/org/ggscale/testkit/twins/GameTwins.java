package org.ggscale.testkit.twins;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.ggscale.testkit.ForwardingGame;

/** Games as Java objects with one fault each. */
final class GameTwins {
    static final List<Twin<InProcessEngine>> ALL = List.of(
            new Twin<>("begins by itself", game -> new ForwardingGame(game) {
                @Override
                public EngineReply status() {
                    return super.status() instanceof EngineReply.Answered answered
                            ? answered
                            : new EngineReply.Refused(500, "not begun");
                }
            }),
            new Twin<>("gives all races one id", game -> new ForwardingGame(game) {
                @Override
                public EngineReply init(GameId gameId, List<RaceName> races) {
                    return states(
                            super.init(gameId, races),
                            state -> new EngineState(
                                    state.id(),
                                    state.turn(),
                                    state.stage(),
                                    state.races().stream()
                                            .map(race ->
                                                    new EngineState.Race(new UUID(0, 1), race.raceName(), 1, 1, false))
                                            .toList(),
                                    false,
                                    state.capabilities()));
                }
            }),
            new Twin<>("begins once", game -> new ForwardingGame(game) {
                private boolean begun;

                @Override
                public EngineReply init(GameId gameId, List<RaceName> races) {
                    if (begun) {
                        return new EngineReply.Refused(409, "begun");
                    }
                    begun = true;
                    return super.init(gameId, races);
                }
            }),
            new Twin<>("begins another game when asked", game -> new ForwardingGame(game) {
                @Override
                public EngineReply init(GameId gameId, List<RaceName> races) {
                    EngineReply reply = super.init(gameId, races);
                    return reply instanceof EngineReply.Refused ? super.status() : reply;
                }
            }),
            new Twin<>("promises nothing", game -> new ForwardingGame(game) {
                @Override
                public EngineReply init(GameId gameId, List<RaceName> races) {
                    return states(super.init(gameId, races), state -> withCapabilities(state, Set.of()));
                }
            }),
            new Twin<>("does not say where it stands after a turn", game -> new ForwardingGame(game) {
                @Override
                public EngineReply turn(GameId gameId, long expectedTurn) {
                    EngineReply before = super.status();
                    return super.turn(gameId, expectedTurn) instanceof EngineReply.Answered ? before : before;
                }
            }),
            new Twin<>("plays a turn with a banishment", game -> new ForwardingGame(game) {
                @Override
                public BanishReply banish(RaceName race) {
                    if (super.status() instanceof EngineReply.Answered(EngineState state)) {
                        super.turn(state.id(), state.turn());
                    }
                    return super.banish(race);
                }
            }),
            new Twin<>("banishes whoever is named", game -> new ForwardingGame(game) {
                @Override
                public BanishReply banish(RaceName race) {
                    super.banish(race);
                    return new BanishReply.Banished();
                }
            }),
            new Twin<>("plays whatever turn is expected", game -> new ForwardingGame(game) {
                @Override
                public EngineReply turn(GameId gameId, long expectedTurn) {
                    return super.status() instanceof EngineReply.Answered(EngineState state)
                            ? super.turn(gameId, state.turn())
                            : super.turn(gameId, expectedTurn);
                }
            }),
            new Twin<>("plays whatever game is meant", game -> new ForwardingGame(game) {
                @Override
                public EngineReply turn(GameId gameId, long expectedTurn) {
                    return super.status() instanceof EngineReply.Answered(EngineState state)
                            ? super.turn(state.id(), expectedTurn)
                            : super.turn(gameId, expectedTurn);
                }
            }));

    private GameTwins() {}

    private static EngineState withCapabilities(EngineState state, Set<EngineCapability> capabilities) {
        return new EngineState(state.id(), state.turn(), state.stage(), state.races(), state.finished(), capabilities);
    }

    private static EngineReply states(EngineReply reply, UnaryOperator<EngineState> change) {
        return reply instanceof EngineReply.Answered(EngineState state)
                ? new EngineReply.Answered(change.apply(state))
                : reply;
    }
}
