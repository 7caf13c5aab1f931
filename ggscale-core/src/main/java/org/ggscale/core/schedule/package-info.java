/**
 * When turns are due: five-field cron in UTC, {@code @every} with a duration, and {@code @hourly} to {@code @yearly}.
 *
 * <p>The entry point is {@link org.ggscale.core.schedule.TurnSchedule#parse}. A schedule is a pure value: time comes in, due
 * instants come out. There is no port.
 */
@NullMarked
package org.ggscale.core.schedule;

import org.jspecify.annotations.NullMarked;
