package org.ggscale.host;

import java.util.List;
import org.ggscale.host.configuration.ConfigurationException;

/** The program. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int WRONG_CONFIGURATION = 78;

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int help() {
        System.out.print(CommandLine.USAGE);
        return 0;
    }

    static int run(List<String> arguments) throws InterruptedException {
        try {
            CommandLine line = CommandLine.parse(arguments);
            return switch (line.command()) {
                case SERVE -> Serve.run(line);
                case DEMO -> Demo.run(line);
                case CHECK -> Check.run(line);
                case MIGRATE -> Migrate.run(line);
                case DATABASE_ROLES -> DatabaseRoles.run(line);
                case VERSION -> Version.run();
                case HELP -> help();
            };
        } catch (UsageException e) {
            System.err.println("ggscale: " + e.getMessage() + System.lineSeparator() + CommandLine.USAGE);
            return WRONG_USAGE;
        } catch (ConfigurationException e) {
            System.err.println("ggscale: " + e.getMessage());
            return WRONG_CONFIGURATION;
        } catch (StartException e) {
            System.err.println("ggscale: " + e.getMessage());
            return FAILED;
        }
    }
}
