package org.ggscale.examples.drift;

import java.util.List;

/** What a player can do to a galaxy. */
interface Act {
    /**
     * Does it.
     *
     * @throws IllegalArgumentException when the rules are against it, saying what is allowed
     */
    Galaxy by(String race, Galaxy galaxy);

    /**
     * Does all of them in order, or none.
     *
     * @throws Refusal naming the first that the rules are against
     */
    static Galaxy all(List<? extends Act> acts, String race, Galaxy galaxy) {
        Galaxy result = galaxy;
        for (int i = 0; i < acts.size(); i++) {
            try {
                result = acts.get(i).by(race, result);
            } catch (IllegalArgumentException against) {
                throw Refusal.invalid("cmd[" + i + "]: " + against.getMessage());
            }
        }
        return result;
    }
}
