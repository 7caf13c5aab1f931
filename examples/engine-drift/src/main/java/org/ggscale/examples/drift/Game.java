package org.ggscale.examples.drift;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One game as the engine contract sees it: each method is one of its calls.
 *
 * <p>All calls wait for one lock, and what a call changed is durable before it answers. A turn compares and generates
 * under that lock: of two calls for the same turn the second finds the turn played and gets 409 with the state.
 */
final class Game {
    private static final UUID NIL = new UUID(0, 0);

    private final Store store;
    private final Optional<UUID> only;
    private final int turnLimit;

    /**
     * Makes a game of what the store holds.
     *
     * @param only the game this engine was started for, if anybody said
     * @param turnLimit the length of a game that is created here
     */
    Game(Store store, Optional<UUID> only, int turnLimit) {
        this.store = store;
        this.only = only;
        this.turnLimit = turnLimit;
    }

    /** Creates the game; the same call again is answered with the game as it is. */
    synchronized Answer init(Json.Fields body) throws IOException {
        UUID id = JsonRecords.uuid(body.member("gameId"), "gameId");
        if (id.equals(NIL)) {
            throw Refusal.invalid("gameId must not be the nil uuid");
        }
        List<String> races = names(JsonRecords.list(Entry.class, body.member("races"), "races"));
        Optional<Galaxy> known = store.current();
        if (known.isPresent() && !same(known.get(), id, races)) {
            throw Refusal.conflict("already_initialised", "this engine runs another game, or other races");
        }
        if (only.filter(expected -> !expected.equals(id)).isPresent()) {
            throw Refusal.conflict("wrong_game", "this engine was started for game " + only.get());
        }
        if (known.isPresent()) {
            return Answer.of(200, State.of(known.get()));
        }
        Galaxy galaxy = StarMap.create(id, races, turnLimit);
        store.save(galaxy);
        return Answer.of(201, State.of(galaxy));
    }

    Answer status() throws IOException {
        return Answer.of(200, State.of(galaxy()));
    }

    /** Plays the next turn, if and only if it is this game and the expected turn. */
    synchronized Answer turn(Json.Fields body) throws IOException {
        UUID id = JsonRecords.uuid(body.member("game_id"), "game_id");
        long expected = JsonRecords.integer(body.member("expected_turn"), "expected_turn");
        Galaxy galaxy = galaxy();
        if (!galaxy.id().equals(id) || galaxy.turn() != expected || galaxy.finished()) {
            return Answer.of(409, State.of(galaxy));
        }
        Galaxy next = Rules.next(galaxy);
        store.save(next);
        return Answer.of(200, State.of(next));
    }

    synchronized Answer banish(Json.Fields body) throws IOException {
        String name = JsonRecords.text(body.member("race_name"), "race_name");
        Galaxy galaxy = galaxy();
        if (galaxy.race(name).isEmpty()) {
            throw Refusal.invalid("race_name is no race of this game");
        }
        store.save(Rules.banish(galaxy, name));
        return new Answer(204, "");
    }

    /** Carries commands out at once, all or none. */
    synchronized Answer command(Json.Fields body) throws IOException {
        List<Command> commands = JsonRecords.list(Command.class, body.member("cmd"), "cmd");
        Galaxy galaxy = galaxy();
        Race actor = playing(galaxy, body);
        store.save(Act.all(commands, actor.name(), galaxy));
        return Answer.of(200, new Commanded(actor.name(), galaxy.turn(), commands.size()));
    }

    /** Keeps the orders for the coming turn in place of those given before, all or none. */
    synchronized Answer order(Json.Fields body) throws IOException {
        List<Order> orders = JsonRecords.list(Order.class, body.member("cmd"), "cmd");
        Galaxy galaxy = galaxy();
        Race actor = playing(galaxy, body);
        Act.all(orders, actor.name(), galaxy);
        store.save(galaxy.with(actor.name(), race -> race.with(false, orders)));
        return Answer.of(200, new Ordered(actor.name(), galaxy.turn() + 1, orders));
    }

    /** Returns the orders that a race gave for a turn, the coming one or one of the last. */
    Answer orders(Map<String, String> query) throws IOException {
        Galaxy galaxy = past(turn(query) - 1);
        Race race = race(galaxy, query);
        return Answer.of(200, new Ordered(race.name(), galaxy.turn() + 1, race.orders()));
    }

    Answer report(Map<String, String> query) throws IOException {
        Galaxy galaxy = past(turn(query));
        return Answer.of(200, Report.of(galaxy, race(galaxy, query).name()));
    }

    private synchronized Galaxy galaxy() throws IOException {
        return store.current()
                .orElseThrow(() -> Refusal.missing("not_initialised", "the game has not been initialised"));
    }

    private synchronized Galaxy past(long turn) throws IOException {
        Galaxy galaxy = galaxy();
        Optional<Galaxy> past = turn < 0 || turn > galaxy.turn() ? Optional.empty() : store.at((int) turn);
        return past.orElseThrow(() -> Refusal.missing("no_such_turn", "the turn is yet to come, or too long ago"));
    }

    private static Race playing(Galaxy galaxy, Json.Fields body) {
        Race actor = galaxy.race(JsonRecords.text(body.member("actor"), "actor"))
                .orElseThrow(() -> Refusal.missing("no_such_race", "actor is no race of this game"));
        if (galaxy.finished() || actor.extinct()) {
            throw Refusal.conflict("game_over", galaxy.finished() ? "the game has ended" : "the race is extinct");
        }
        return actor;
    }

    private static Race race(Galaxy galaxy, Map<String, String> query) {
        return galaxy.race(parameter(query, "player"))
                .orElseThrow(() -> Refusal.missing("no_such_race", "player is no race of this game"));
    }

    private static long turn(Map<String, String> query) {
        return JsonRecords.integer(new Json.Numeral(parameter(query, "turn")), "turn");
    }

    private static String parameter(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name))
                .orElseThrow(() -> Refusal.invalid("the query must have player and turn"));
    }

    private static List<String> names(List<Entry> races) {
        List<String> names = races.stream().map(Entry::raceName).toList();
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw Refusal.invalid("races must be one or more, each with its own raceName");
        }
        return names;
    }

    private static boolean same(Galaxy galaxy, UUID id, List<String> races) {
        return galaxy.id().equals(id)
                && galaxy.races().stream().map(Race::name).toList().equals(races);
    }

    record Entry(String raceName) {
        Entry {
            Rules.readable("raceName", raceName, 256);
        }
    }

    record Commanded(String actor, int turn, int done) {}

    record Ordered(String actor, int turn, List<Order> cmd) {}
}
