package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.examples.drift.Galaxies.BLUE;
import static org.ggscale.examples.drift.Galaxies.RED;
import static org.ggscale.examples.drift.Galaxies.line;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
    private final Galaxy galaxy =
            line().owned(RED, 20, 5).owned(BLUE, 50, 9).natives(4).of(RED, BLUE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'order':'build','planet':1,'ships':20}|cmd[0]: ships is 20, but planet 1 can man 19 at most",
                "{'order':'build','planet':1,'ships':0}|cmd[0]: ships is 0, but must be 1 or more",
                "{'order':'build','planet':2,'ships':1}|cmd[0]: planet 2 is not yours",
                "{'order':'build','planet':3,'ships':1}|cmd[0]: planet 3 is not yours",
                "{'order':'build','planet':4,'ships':1}|cmd[0]: there is no planet 4, only 1 to 3",
                "{'order':'build','planet':0,'ships':1}|cmd[0]: there is no planet 0, only 1 to 3",
                "{'order':'send','from':1,'to':2,'ships':6}|cmd[0]: ships is 6, but planet 1 has 5",
                "{'order':'send','from':1,'to':2,'ships':-1}|cmd[0]: ships is -1, but must be 1 or more",
                "{'order':'send','from':2,'to':1,'ships':1}|cmd[0]: planet 2 is not yours",
                "{'order':'send','from':1,'to':1,'ships':1}|cmd[0]: from and to are both planet 1",
                "{'order':'send','from':1,'to':99,'ships':1}|cmd[0]: there is no planet 99, only 1 to 3",
                "{'order':'send','from':1,'to':2}|cmd[0].ships must be a whole number of at most 16 digits",
                "{'order':'send','from':1,'to':2,'ships':1.5}|cmd[0].ships must be a whole number of at most 16 digits",
                "{'order':'send','from':1,'to':2,'ships':1,'via':3}|cmd[0] has unknown members [via]",
                "{'order':'flee','from':1}|cmd[0].order must be one of [build, send]",
                "{'planet':1,'ships':1}|cmd[0].order must be a string",
                "7|cmd[0] must be an object",
            })
    void an_order_against_the_rules_is_refused_with_its_place_and_what_is_allowed(String order, String message) {
        assertThatThrownBy(() -> check("[" + order + "]"))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    @Test
    void each_order_counts_on_what_those_before_it_left() {
        String build = "{'order':'build','planet':1,'ships':10}";
        String send = "{'order':'send','from':1,'to':2,'ships':8}";

        assertThat(check("[" + build + "," + send + "]").planet(1).ships()).isEqualTo(7);
        assertThatThrownBy(() -> check("[" + build + "," + send + "," + send + "]"))
                .hasMessage("cmd[2]: ships is 8, but planet 1 has 7");
    }

    @Test
    void orders_of_a_race_do_not_depend_on_those_of_others() {
        List<Order> red = List.of(new Order.Build(1, 3), new Order.Send(1, 2, 8));
        List<Order> blue = List.of(new Order.Send(2, 1, 9));

        Galaxy redFirst = Act.all(blue, BLUE, Act.all(red, RED, galaxy));
        Galaxy blueFirst = Act.all(red, RED, Act.all(blue, BLUE, galaxy));

        assertThat(redFirst.planets()).isEqualTo(blueFirst.planets());
        assertThat(redFirst.fleets()).containsExactlyInAnyOrderElementsOf(blueFirst.fleets());
    }

    private Galaxy check(String orders) {
        return Act.all(JsonRecords.list(Order.class, JsonReader.read(orders.replace('\'', '"')), "cmd"), RED, galaxy);
    }
}
