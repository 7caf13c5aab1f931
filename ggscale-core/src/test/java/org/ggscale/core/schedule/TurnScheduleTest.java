package org.ggscale.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnScheduleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/15 * * * *",
                "0 18 * * *",
                "0-59/10,7 8-18 1,15 * mon-fri",
                "5/15 0 * JAN,Jul SUN",
                "00 007 01 * *",
                "*/100 * * * *",
                "0 0 29 2 *",
                "0 0 29 2 0/7",
                "0 0 30 2 1",
                "0 0 30,1 2 *",
                "0 0 1 jan-dec/3 sun-sat",
                "*,5 1,* * * *",
                "@hourly",
                "@daily",
                "@weekly",
                "@monthly",
                "@yearly",
                "@every 1s",
                "@every 1500ms",
                "@every 1h30m",
                "@every 366d",
                "@every 31622400000ms",
                "@every 00000000000000000000000005s"
            })
    void a_schedule_keeps_its_text(String text) {
        assertThat(TurnSchedule.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                 | 1  | the text ends in minute
            ' '                | 1  | unexpected blank in minute
            * * * *            | 8  | five fields are needed, day of week is missing
            '* * * * '         | 9  | the text ends in day of week
            ' * * * * *'       | 1  | unexpected blank in minute
            '*  * * * *'       | 3  | unexpected blank in hour
            '* * * * * '       | 10 | unexpected blank after the five fields
            * * * * * *        | 10 | unexpected blank after the five fields
            '*\t* * * *'       | 2  | unexpected U+0009 before hour
            60 * * * *         | 1  | minute is 0 to 59, not 60
            5,99999999999 * * * * | 3 | minute is 0 to 59, not 99999999999
            * 24 * * *         | 3  | hour is 0 to 23, not 24
            * * 0 * *          | 5  | day of month is 1 to 31, not 0
            * * 32 * *         | 5  | day of month is 1 to 31, not 32
            * * * 0 *          | 7  | month is 1 to 12, not 0
            * * * 13 *         | 7  | month is 1 to 12, not 13
            * * * * 7          | 9  | day of week is 0 to 6, not 7
            * * * * fri-sun    | 9  | a range of day of week does not go down: fri-sun
            30-10 * * * *      | 1  | a range of minute does not go down: 30-10
            */0 * * * *        | 3  | a step is at least 1
            */ * * * *         | 3  | unexpected blank where a step is needed
            */-1 * * * *       | 3  | unexpected '-' where a step is needed
            */5/5 * * * *      | 4  | unexpected '/' before hour
            *-5 * * * *        | 2  | unexpected '-' before hour
            1- * * * *         | 3  | unexpected blank in minute
            1-2-3 * * * *      | 4  | unexpected '-' before hour
            ,1 * * * *         | 1  | unexpected ',' in minute
            1, * * * *         | 3  | unexpected blank in minute
            1,,2 * * * *       | 3  | unexpected ',' in minute
            -1 * * * *         | 1  | unexpected '-' in minute
            +1 * * * *         | 1  | unexpected '+' in minute
            1.5 * * * *        | 2  | unexpected '.' before hour
            ** * * * *         | 2  | unexpected '*' before hour
            ? * * * *          | 1  | unexpected '?' in minute
            0 0 L * *          | 5  | day of month is 1 to 31, not L
            0 0 15W * *        | 7  | unexpected 'W' before month
            0 0 * * 5L         | 10 | unexpected 'L' after the five fields
            0 0 * * mon#1      | 12 | unexpected '#' after the five fields
            jan * * * *        | 1  | minute is 0 to 59, not jan
            * * * mon *        | 7  | month is 1 to 12, not mon
            * * * * january    | 9  | day of week is 0 to 6, not january
            * * * j *          | 7  | month is 1 to 12, not j
            0 0 30 2 *         | 5  | the schedule never comes: these months have no day 30
            0 0 31 2,4,jun *   | 5  | the schedule never comes: these months have no day 31
            0 0 30 2 */2       | 5  | the schedule never comes: these months have no day 30
            TZ=UTC * * * * *   | 1  | minute is 0 to 59, not TZ
            CRON_TZ=UTC * * * * * | 1 | minute is 0 to 59, not CRON
            \u0665 * * * *     | 1  | unexpected U+0665 in minute
            \ud83d\ude00 * * * * | 1 | unexpected U+1F600 in minute
            '\u0000 * * * *'   | 1  | unexpected U+0000 in minute
            '* * * * *\u0000'  | 10 | unexpected U+0000 after the five fields
            @                  | 1  | after @ comes every with a duration, hourly, daily, weekly, monthly or yearly
            @reboot            | 1  | after @ comes every with a duration, hourly, daily, weekly, monthly or yearly
            @midnight          | 1  | after @ comes every with a duration, hourly, daily, weekly, monthly or yearly
            '@daily '          | 1  | after @ comes every with a duration, hourly, daily, weekly, monthly or yearly
            @every             | 1  | after @ comes every with a duration, hourly, daily, weekly, monthly or yearly
            '@every '          | 8  | '@every needs numbers with units, such as 5s or 1h30m'
            '@every  5s'       | 8  | '@every needs numbers with units, such as 5s or 1h30m'
            @every -5s         | 8  | '@every needs numbers with units, such as 5s or 1h30m'
            @every s           | 8  | '@every needs numbers with units, such as 5s or 1h30m'
            '@every 5s '       | 10 | '@every needs numbers with units, such as 5s or 1h30m'
            @every 5           | 9  | 'a unit of @every is ms, s, m, h or d'
            @every 1h30        | 12 | 'a unit of @every is ms, s, m, h or d'
            @every 1.5h        | 9  | 'a unit of @every is ms, s, m, h or d'
            @every 5S          | 9  | 'a unit of @every is ms, s, m, h or d'
            @every 5us         | 9  | 'a unit of @every is ms, s, m, h or d'
            @every 1w          | 9  | 'a unit of @every is ms, s, m, h or d'
            @every 0s          | 8  | @every takes 1s to 366d
            @every 999ms       | 8  | @every takes 1s to 366d
            @every 366d1ms     | 8  | @every takes 1s to 366d
            @every 99999999999999999999d | 8 | @every takes 1s to 366d
            """)
    void what_is_no_schedule_is_refused_with_reason_and_place(String text, int position, String reason) {
        var refusal = catchThrowableOfType(InvalidScheduleException.class, () -> TurnSchedule.parse(text));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.position()).isEqualTo(position);
        assertThat(refusal).hasMessage(reason + " (position " + position + ")");
    }

    @Test
    void two_hundred_characters_are_the_limit() {
        String longest = "1" + ",1".repeat(95) + " * * * *";
        assertThat(longest).hasSize(199);
        assertThat(TurnSchedule.parse("0" + longest).text()).hasSize(200);

        var refusal = catchThrowableOfType(InvalidScheduleException.class, () -> TurnSchedule.parse("00" + longest));

        assertThat(refusal).hasMessage("a schedule has at most 200 characters, not 201 (position 201)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */15 * * * *       | 2026-03-01T10:15:00Z     | 2026-03-01T10:30:00Z
            */15 * * * *       | 2026-03-01T10:14:59.999Z | 2026-03-01T10:15:00Z
            */15 * * * *       | 2026-12-31T23:45:00Z     | 2027-01-01T00:00:00Z
            5/20 * * * *       | 2026-03-01T10:46:00Z     | 2026-03-01T11:05:00Z
            */40 * * * *       | 2026-03-01T10:40:00Z     | 2026-03-01T11:00:00Z
            0 18 * * *         | 2026-03-29T01:59:00Z     | 2026-03-29T18:00:00Z
            0 0 31 * *         | 2026-01-31T00:00:00Z     | 2026-03-31T00:00:00Z
            0 0 29 feb *       | 2026-01-01T00:00:00Z     | 2028-02-29T00:00:00Z
            0 0 29 feb *       | 2096-02-29T00:00:00Z     | 2104-02-29T00:00:00Z
            0 0 29 feb */7     | 2004-02-29T00:00:00Z     | 2032-02-29T00:00:00Z
            0 12 13 * fri      | 2026-02-10T00:00:00Z     | 2026-02-13T12:00:00Z
            0 12 13 * fri      | 2026-03-07T00:00:00Z     | 2026-03-13T12:00:00Z
            0 12 13 * fri      | 2026-03-01T00:00:00Z     | 2026-03-06T12:00:00Z
            0 0 13 * *         | 2026-03-01T00:00:00Z     | 2026-03-13T00:00:00Z
            0 0 * * fri        | 2026-03-01T00:00:00Z     | 2026-03-06T00:00:00Z
            0 0 */2 * mon      | 2026-03-01T00:00:00Z     | 2026-03-09T00:00:00Z
            0 0 1-31 * mon     | 2026-03-01T00:00:00Z     | 2026-03-02T00:00:00Z
            0 0 1 * 0-6        | 2026-03-01T00:00:00Z     | 2026-03-02T00:00:00Z
            0 0 1,* * mon      | 2026-03-03T00:00:00Z     | 2026-03-04T00:00:00Z
            0 0 *,1 * mon      | 2026-03-03T00:00:00Z     | 2026-03-09T00:00:00Z
            0 0 15 * */3       | 2026-03-16T00:00:00Z     | 2026-04-15T00:00:00Z
            @hourly            | 2026-03-01T10:00:00Z     | 2026-03-01T11:00:00Z
            @daily             | 2026-03-01T10:00:00Z     | 2026-03-02T00:00:00Z
            @weekly            | 2026-03-02T10:00:00Z     | 2026-03-08T00:00:00Z
            @monthly           | 2026-03-01T00:00:00Z     | 2026-04-01T00:00:00Z
            @yearly            | 2026-03-01T00:00:00Z     | 2027-01-01T00:00:00Z
            * * * * *          | 1969-12-31T23:58:30Z     | 1969-12-31T23:59:00Z
            0 0 1 1 *          | 2150-06-01T00:00:00Z     | 2151-01-01T00:00:00Z
            @every 5s          | 2026-03-01T10:00:00Z     | 2026-03-01T10:00:05Z
            @every 5s          | 2026-03-01T10:00:00.9Z   | 2026-03-01T10:00:05Z
            @every 1s          | 2026-03-01T10:00:00.9Z   | 2026-03-01T10:00:01Z
            @every 1500ms      | 2026-03-01T10:00:00.9Z   | 2026-03-01T10:00:02.4Z
            @every 1d2h3m4s    | 2026-03-01T00:00:00Z     | 2026-03-02T02:03:04Z
            @every 30m1h       | 2026-03-01T00:00:00Z     | 2026-03-01T01:30:00Z
            @every 366d        | 2027-03-01T00:00:00Z     | 2028-03-01T00:00:00Z
            """)
    void the_next_time_is_strictly_after(String text, Instant after, Instant next) {
        assertThat(TurnSchedule.parse(text).next(after)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "@every 1s", "@every 1500ms", "0 0 29 2 *"})
    void beyond_the_calendar_there_is_no_next_time(String text) {
        assertThat(TurnSchedule.parse(text).next(Instant.MAX)).isEmpty();
    }

    @Test
    void a_skip_passes_over_exactly_one_due_time() {
        TurnSchedule schedule = TurnSchedule.parse("0 18 * * *");
        Instant after = Instant.parse("2026-03-01T18:00:00Z");

        assertThat(schedule.next(after, false).time()).contains(Instant.parse("2026-03-02T18:00:00Z"));
        assertThat(schedule.next(after, false).skipConsumed()).isFalse();
        assertThat(schedule.next(after, true).time()).contains(Instant.parse("2026-03-03T18:00:00Z"));
        assertThat(schedule.next(after, true).skipConsumed()).isTrue();
        assertThat(schedule.next(Instant.MAX, true).skipConsumed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*/5 * * * *,   2026-03-01T10:00:00Z,    2026-03-01T10:00:00Z,     2026-03-01T10:05:00Z,   0",
        "*/5 * * * *,   2026-03-01T10:00:00Z,    2026-03-01T10:04:59.999Z, 2026-03-01T10:05:00Z,   0",
        "*/5 * * * *,   2026-03-01T10:00:00Z,    2026-03-01T10:05:00Z,     2026-03-01T10:10:00Z,   1",
        "*/5 * * * *,   2026-03-01T10:00:00Z,    2026-03-01T11:07:00Z,     2026-03-01T11:10:00Z,   13",
        "*/5 * * * *,   2026-03-01T10:00:00Z,    2026-03-01T09:00:00Z,     2026-03-01T10:05:00Z,   0",
        "* * * * *,     2026-03-01T10:00:00Z,    2026-03-02T02:39:00Z,     2026-03-02T02:40:00Z,   999",
        "* * * * *,     2026-03-01T10:00:00Z,    2026-03-02T02:40:00Z,     2026-03-02T02:41:00Z,   1000",
        "* * * * *,     2026-03-01T10:00:00Z,    2027-03-01T10:00:00Z,     2027-03-01T10:01:00Z,   1000",
        "@every 5s,     2026-03-01T10:00:00Z,    2026-03-01T10:00:00.3Z,   2026-03-01T10:00:05Z,   0",
        "@every 5s,     2026-03-01T10:00:00Z,    2026-03-01T10:00:07.5Z,   2026-03-01T10:00:12Z,   1",
        "@every 5s,     2026-03-01T10:00:00Z,    2026-03-01T10:00:10Z,     2026-03-01T10:00:15Z,   2",
        "@every 5s,     2026-03-01T10:00:00Z,    2026-03-01T09:00:00Z,     2026-03-01T10:00:05Z,   0",
        "@every 1500ms, 2026-03-01T10:00:00.1Z,  2026-03-01T10:00:04Z,     2026-03-01T10:00:05.5Z, 2",
        "@every 1s,     2026-03-01T10:00:00Z,    2027-03-01T10:00:00Z,     2027-03-01T10:00:01Z,   1000"
    })
    void after_a_gap_one_due_time_is_used_up_and_the_others_are_missed(
            String text, Instant scheduledFor, Instant now, Instant next, long missed) {
        TurnSchedule.Advance advance = TurnSchedule.parse(text).advance(scheduledFor, now);

        assertThat(advance.next()).contains(next);
        assertThat(advance.missed()).isEqualTo(missed);
    }

    @Test
    void an_answer_does_not_depend_on_what_was_asked_before() {
        TurnSchedule schedule = TurnSchedule.parse("7-59/11,3 */5 * * *");
        var oracle = new CronOracle(schedule.text());
        Instant origin = Instant.parse("2026-03-01T10:00:00Z");
        var random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Instant from = origin.plusSeconds(random.nextInt(20_000));
            Instant now = from.plusSeconds(random.nextInt(20_000));
            long expected = 0;
            Instant due = oracle.next(from);
            for (; !due.isAfter(now); due = oracle.next(due)) {
                expected++;
            }
            assertThat(schedule.advance(from, now)).isEqualTo(new TurnSchedule.Advance(Optional.of(due), expected));
        }
    }

    @Test
    void random_expressions_agree_with_a_minute_by_minute_matcher() {
        var random = new Random(20_260_301);
        for (int i = 0; i < 3_000; i++) {
            String text = CronOracle.randomExpression(random);
            Instant after = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(200_000_000));
            Instant expected = new CronOracle(text).next(after);

            assertThat(TurnSchedule.parse(text).next(after))
                    .as(text + " after " + after)
                    .contains(expected);
        }
    }

    @Test
    void random_texts_are_schedules_or_refused_and_nothing_else() {
        var random = new Random(42);
        String alphabet = "0123456789*/,- @everyhdmsjanfrisunLW#?TZ=\t\0\u00e9";
        for (int i = 0; i < 10_000; i++) {
            String text = mutate(random, i % 2 == 0 ? CronOracle.randomExpression(random) : "@every 1h30m", alphabet);
            assertThatCode(() -> accept(text)).as(text).doesNotThrowAnyException();
        }
    }

    private static void accept(String text) {
        try {
            Instant after = Instant.parse("2026-03-01T10:00:00Z");
            assertThat(TurnSchedule.parse(text).next(after))
                    .hasValueSatisfying(next -> assertThat(next).isAfter(after));
        } catch (InvalidScheduleException refused) {
            assertThat(refused.position()).isBetween(1, Math.min(201, text.length() + 1));
        }
    }

    private static String mutate(Random random, String text, String alphabet) {
        var mutant = new StringBuilder(text);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(mutant.length() + 1);
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            if (random.nextBoolean() || at == mutant.length()) {
                mutant.insert(at, c);
            } else {
                mutant.setCharAt(at, c);
            }
        }
        return mutant.toString();
    }

    @Test
    void schedules_are_equal_when_their_texts_are() {
        TurnSchedule schedule = TurnSchedule.parse("0 18 * * *");

        assertThat(schedule).isEqualTo(TurnSchedule.parse("0 18 * * *")).hasSameHashCodeAs("0 18 * * *");
        assertThat(schedule).isNotEqualTo(TurnSchedule.parse("0 18 */1 * *")).hasToString("0 18 * * *");
    }
}
