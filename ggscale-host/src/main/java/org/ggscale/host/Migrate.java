package org.ggscale.host;

import java.util.List;
import org.ggscale.host.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code migrate}: brings the schema up to date and exits. */
final class Migrate {
    private Migrate() {}

    static int run(CommandLine line) {
        Configuration configuration = Configuration.read(System.getenv(), line.path("--config"));
        Logs.configure(configuration.logging());
        Logger log = LoggerFactory.getLogger(Migrate.class);
        configuration.warnings().forEach(log::warn);
        return Commands.withDatabase(configuration, database -> {
            List<String> applied = database.migrate();
            applied.forEach(name -> System.out.println("applied " + name));
            System.out.println("the schema is current");
            return 0;
        });
    }
}
