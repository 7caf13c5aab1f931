package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void the_newest_number_is_that_of_the_last_file() throws Exception {
        Path first = Path.of(
                Migrations.class.getResource("migrations/V1__turn_games.sql").toURI());
        try (var files = Files.list(first.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .map(name -> name.replaceFirst("^V([0-9]+)__.*", "$1")))
                    .hasSize(Migrations.NEWEST)
                    .contains(String.valueOf(Migrations.NEWEST));
        }
    }
}
