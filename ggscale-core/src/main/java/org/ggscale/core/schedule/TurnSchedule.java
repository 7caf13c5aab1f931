package org.ggscale.core.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;

/**
 * When a game's turns are due.
 *
 * <p>A schedule is one of:
 *
 * <ul>
 *   <li>five fields {@code minute hour day-of-month month day-of-week} in UTC with one blank between them, such as
 *       {@code *}{@code /15 8-18 * * mon-fri}. A field is a list of {@code *}, values and ranges, each with an optional step of
 *       at least 1; {@code n/step} runs from n to the end. Months and days have English names of three letters in any
 *       case; Sunday is 0. When both day fields are restricted a day matches either of them; a field that begins with
 *       {@code *} is not restricted, whatever follows, and then a day matches both;
 *   <li>{@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly} or {@code @yearly}, at the first minute of each;
 *   <li>{@code @every} with a duration of 1 s to 366 d in {@code ms s m h d}, such as {@code @every 1h30m}, counted from the
 *       last turn. Whole seconds are counted from the start of a second, so that turns a little late do not drift;
 *       a duration with milliseconds is added as it is.
 * </ul>
 *
 * <p>At most 200 characters. Two schedules are equal when their texts are. Safe for use by many threads.
 */
public final class TurnSchedule {
    private static final int MAX_LENGTH = 200;
    private static final Cache<String, TurnSchedule> PARSED =
            Caffeine.newBuilder().maximumSize(1_024).executor(Runnable::run).build();

    private final String text;
    private final Recurrence recurrence;

    private TurnSchedule(String text) {
        this.text = text;
        this.recurrence = Recurrence.parse(text);
    }

    /**
     * Reads a schedule.
     *
     * @throws InvalidScheduleException when the text is no schedule, or one that never comes, such as {@code 0 0 30 2 *}
     */
    public static TurnSchedule parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidScheduleException(
                    "a schedule has at most " + MAX_LENGTH + " characters, not " + text.length(), MAX_LENGTH + 1);
        }
        return PARSED.get(text, TurnSchedule::new);
    }

    /** Returns the text as it was given. */
    public String text() {
        return text;
    }

    /**
     * Returns the first due time strictly after a time.
     *
     * @return empty only where the calendar of {@link Instant} ends
     */
    public Optional<Instant> next(Instant after) {
        return recurrence.next(after);
    }

    /**
     * Returns the first due time strictly after a time, or the second one when the first is to be skipped.
     *
     * @return the time, and whether a due time was skipped
     */
    public Next next(Instant after, boolean skip) {
        Optional<Instant> first = next(after);
        return skip && first.isPresent() ? new Next(next(first.get()), true) : new Next(first, false);
    }

    /**
     * Moves on from a due time that is played, or skipped, now: however many due times have passed, one is used up and
     * the others are missed.
     *
     * @param scheduledFor the due time; later than {@code now} is allowed and misses nothing
     * @return the first due time strictly after both, and how many were missed between them
     */
    public Advance advance(Instant scheduledFor, Instant now) {
        Instant from = scheduledFor.isAfter(now) ? scheduledFor : now;
        return new Advance(next(from), recurrence.count(scheduledFor, from));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TurnSchedule schedule && text.equals(schedule.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** A due time, and whether the one before it was skipped for it. */
    public record Next(Optional<Instant> time, boolean skipConsumed) {}

    /**
     * What follows a due time.
     *
     * @param next the next due time
     * @param missed due times after the given one that have passed, at most 1,000
     */
    public record Advance(Optional<Instant> next, long missed) {}
}
