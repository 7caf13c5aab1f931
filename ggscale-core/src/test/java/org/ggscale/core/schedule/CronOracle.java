package org.ggscale.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells due times by asking every minute, with a matcher that shares nothing with the product. */
final class CronOracle {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final String[] fields;

    CronOracle(String text) {
        fields = text.split(" ");
    }

    Instant next(Instant after) {
        LocalDateTime time = LocalDateTime.ofInstant(after, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        while (!day(time)) {
            time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        }
        while (!(day(time) && matches(fields[0], time.getMinute(), 59) && matches(fields[1], time.getHour(), 23))) {
            time = time.plusMinutes(1);
            while (!day(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            }
        }
        return time.toInstant(ZoneOffset.UTC);
    }

    private boolean day(LocalDateTime time) {
        boolean ofMonth = matches(fields[2], time.getDayOfMonth(), 31);
        boolean ofWeek = matches(fields[4], time.getDayOfWeek().getValue() % 7, 6);
        boolean starred = fields[2].startsWith("*") || fields[4].startsWith("*");
        return matches(fields[3], time.getMonthValue(), 12) && (starred ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    private static boolean matches(String field, int value, int max) {
        for (String item : field.toLowerCase(Locale.ROOT).split(",")) {
            String[] stepped = item.split("/");
            String[] ends = stepped[0].split("-");
            int min = max == 31 || max == 12 ? 1 : 0;
            int low = ends[0].equals("*") ? min : number(ends[0]);
            boolean open = ends[0].equals("*") || ends.length == 1 && stepped.length == 2;
            int high = open ? max : number(ends[ends.length - 1]);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            if (value >= low && value <= high && (value - low) % step == 0) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        return MONTHS.contains(text)
                ? MONTHS.indexOf(text) + 1
                : DAYS.contains(text) ? DAYS.indexOf(text) : Integer.parseInt(text);
    }

    /** Makes an expression that comes at least every few years. */
    static String randomExpression(Random random) {
        return String.join(
                " ",
                randomField(random, 0, 59, List.of()),
                randomField(random, 0, 23, List.of()),
                randomField(random, 1, 28, List.of()),
                randomField(random, 1, 12, MONTHS),
                randomField(random, 0, 6, DAYS));
    }

    private static String randomField(Random random, int min, int max, List<String> names) {
        return IntStream.range(0, 1 + Math.max(0, random.nextInt(6) - 3))
                .mapToObj(item -> randomItem(random, () -> min + random.nextInt(max - min + 1), min, names))
                .collect(Collectors.joining(","));
    }

    private static String randomItem(Random random, IntSupplier values, int min, List<String> names) {
        int a = values.getAsInt();
        int b = values.getAsInt();
        String low = show(random, Math.min(a, b), min, names);
        String high = show(random, Math.max(a, b), min, names);
        int step = 1 + random.nextInt(20);
        return switch (random.nextInt(7)) {
            case 0, 1 -> "*";
            case 2 -> "*/" + step;
            case 3 -> low + "-" + high;
            case 4 -> low + "-" + high + "/" + step;
            case 5 -> low + "/" + step;
            default -> low;
        };
    }

    private static String show(Random random, int value, int min, List<String> names) {
        if (names.isEmpty() || random.nextBoolean()) {
            return Integer.toString(value);
        }
        String name = names.get(value - min);
        return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
    }
}
