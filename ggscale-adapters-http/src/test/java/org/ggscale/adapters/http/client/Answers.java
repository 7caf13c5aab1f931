package org.ggscale.adapters.http.client;

import java.util.List;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;

/** A game and what an engine says about it. */
final class Answers {
    static final GameId GAME = GameId.parse("0198c2f4-7b1e-7c3a-9d2e-5f60718293a4");
    static final List<RaceName> RACES = List.of(new RaceName("Humans"), new RaceName("Zergs"));
    static final String RACE =
            "{\"id\":\"aaaaaaaa-0000-0000-0000-000000000001\",\"raceName\":\"Humans\",\"planets\":3,\"population\":1.5,\"extinct\":false}";

    private Answers() {}

    static String state(long turn) {
        return state("\"turn\":" + turn);
    }

    /** A state out of a turn member and more members. */
    static String state(String members) {
        return "{\"id\":\"" + GAME + "\",\"stage\":\"play\",\"player\":[" + RACE + "]," + members + "}";
    }
}
