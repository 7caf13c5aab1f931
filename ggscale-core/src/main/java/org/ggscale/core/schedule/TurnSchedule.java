package org.ggscale.core.schedule;

/** When a game's turns are due. */
public record TurnSchedule(String text) {
    /** Reads a schedule. */
    public static TurnSchedule parse(String text) {
        return new TurnSchedule(text);
    }
}
