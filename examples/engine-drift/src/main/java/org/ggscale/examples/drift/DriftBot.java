package org.ggscale.examples.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A player of Drift: a pure function from a report to orders.
 *
 * <p>It keeps planets half full, where they grow fastest, and mans ships with the rest; holds back what it takes to meet
 * fleets on their way; takes what it can surely take, best first; and gathers behind the front what cannot take anything
 * alone. It knows the rules of the game, and of a game nothing but the report.
 */
public final class DriftBot {
    private static final int USUAL_SIZE = 50;
    private static final int USUAL_DEFENCE = 30;

    private final String race;
    private final List<Planet> mine = new ArrayList<>();
    private final List<Planet> targets = new ArrayList<>();
    private final List<Fleet> fleets;
    private final List<Order> orders = new ArrayList<>();

    private DriftBot(Report report) {
        this.race = report.race();
        this.fleets = new ArrayList<>(report.fleets());
        for (Planet planet : report.planets()) {
            (planet.ownedBy(race) ? mine : targets).add(planet);
        }
        for (Report.Star star : report.charted()) {
            targets.add(new Planet(
                    star.id(), star.name(), star.x(), star.y(), USUAL_SIZE, Optional.empty(), 0, USUAL_DEFENCE));
        }
    }

    /**
     * Decides the orders for the coming turn.
     *
     * @param report the JSON that the engine answers to {@code GET /api/v1/report}
     * @return a JSON array as {@code PUT /api/v1/order} takes it in {@code cmd}; the same for the same report
     * @throws RuntimeException when the text is no report
     */
    public static String orders(String report) {
        DriftBot bot = new DriftBot(JsonRecords.read(Report.class, JsonReader.read(report), "report"));
        bot.mine.forEach(bot::command);
        return JsonRecords.write(bot.orders);
    }

    private void command(Planet planet) {
        int guard = Math.max(0, coming(planet, false) + 1 - planet.population() / Rules.MILITIA);
        int wanted = Math.max(planet.population() - planet.size() / 2, guard - planet.ships());
        int built = Math.clamp(wanted, 0, planet.population() - 1);
        if (built > 0) {
            orders.add(new Order.Build(planet.id(), built));
        }
        int free = planet.ships() + built - guard;
        Optional<Planet> target = targets.stream()
                .filter(each -> price(planet, each) <= free && coming(each, true) < price(planet, each))
                .max(Comparator.comparingDouble(each -> worth(planet, each)));
        if (target.isPresent()) {
            send(planet, target.get(), target.get().owner().isPresent() ? free : price(planet, target.get()));
        } else if (free > 0) {
            mine.stream()
                    .min(Comparator.comparingDouble(this::distanceToFront))
                    .filter(front -> front.id() != planet.id())
                    .ifPresent(front -> send(planet, front, free));
        }
    }

    private void send(Planet from, Planet to, int ships) {
        orders.add(new Order.Send(from.id(), to.id(), ships));
        fleets.add(new Fleet(race, from.id(), to.id(), ships, 0, from.flight(to)));
    }

    /** Returns the ships on their way to a planet, own ones or strangers'. */
    private int coming(Planet planet, boolean own) {
        return fleets.stream()
                .filter(fleet -> fleet.to() == planet.id() && fleet.owner().equals(race) == own)
                .mapToInt(Fleet::ships)
                .sum();
    }

    /** Returns the ships that surely take the planet: a strangers' planet mans more while they fly. */
    private static int price(Planet from, Planet target) {
        int reinforced = target.owner().isPresent() ? from.flight(target) * (1 + target.size() / 12) : 0;
        return (target.defence() + reinforced) * 5 / 4 + 1;
    }

    private static double worth(Planet from, Planet target) {
        return target.size() / (double) (from.flight(target) * (price(from, target) + 10));
    }

    private double distanceToFront(Planet planet) {
        return targets.stream()
                .mapToDouble(target -> planet.distance(target.x(), target.y()))
                .min()
                .orElse(0);
    }
}
