package org.ggscale.examples.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {
    record Sample(int count, boolean on, String name, UUID id, Optional<Integer> maybe, List<Shape> shapes) {}

    sealed interface Shape {}

    record Circle(int radius) implements Shape {
        Circle {
            Rules.positive("radius", radius);
        }
    }

    record Point() implements Shape {}

    private static final String SAMPLE = "{'count':3,'on':true,'name':'a\\'b\\\\c\\u000a','id':'" + Galaxies.ID
            + "','maybe':null,'shapes':[{'shape':'circle','radius':2},{'shape':'point'}]}";

    @Test
    void a_record_is_written_and_read_back() {
        Sample sample =
                new Sample(3, true, "a\"b\\c\n", Galaxies.ID, Optional.empty(), List.of(new Circle(2), new Point()));

        assertThat(JsonRecords.write(sample)).isEqualTo(quoted(SAMPLE));
        assertThat(read(SAMPLE)).isEqualTo(sample);
    }

    @Test
    void a_galaxy_in_the_middle_of_a_game_survives_writing() {
        Galaxy galaxy = Galaxies.create(5, "Red", "Blüe \"🚀\"");
        for (int turn = 0; turn < 8; turn++) {
            galaxy = Galaxies.botTurn(galaxy);
        }
        galaxy = Galaxies.botOrders(galaxy, "Red");

        assertThat(galaxy.fleets()).isNotEmpty();
        assertThat(JsonRecords.read(Galaxy.class, JsonReader.read(JsonRecords.write(galaxy)), "galaxy"))
                .isEqualTo(galaxy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'count':3      |'count':'3'     |sample.count must be a whole number of at most 16 digits",
                "'count':3      |'count':3.0     |sample.count must be a whole number of at most 16 digits",
                "'count':3      |'count':1e3     |sample.count must be a whole number of at most 16 digits",
                "'count':3      |'count':9999999999|sample.count is 9999999999, which is out of range",
                "'count':3      |'count':99999999999999999|sample.count must be a whole number of at most 16 digits",
                "'count':3,     |                |sample.count must be a whole number of at most 16 digits",
                "'on':true      |'on':1          |sample.on must be true or false",
                "'name':'a      |'nome':'a       |sample.name must be a string",
                "'id':'0        |'id':'x         |sample.id must be a uuid",
                "'maybe':null   |'maybe':'x'     |sample.maybe must be a whole number of at most 16 digits",
                "'shapes':[     |'shapes':{},'x':[|sample.shapes must be an array",
                "'circle'       |'square'        |sample.shapes[0].shape must be one of [circle, point]",
                "'radius':2     |'radius':0      |sample.shapes[0]: radius is 0, but must be 1 or more",
                "'radius':2     |'radius':2,'x':1|sample.shapes[0] has unknown members [x]",
                "'point'}       |'point'},7      |sample.shapes[2] must be an object",
                "'on':true      |'on':true,'of':1,'off':2|sample has unknown members [of, off]",
            })
    void what_does_not_fit_is_refused_with_its_place(String good, String bad, String message) {
        String text = SAMPLE.replace(good, bad == null ? "" : bad);

        assertThat(text).isNotEqualTo(SAMPLE);
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class).hasMessage(message);
    }

    private static Sample read(String text) {
        return JsonRecords.read(Sample.class, JsonReader.read(quoted(text)), "sample");
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
