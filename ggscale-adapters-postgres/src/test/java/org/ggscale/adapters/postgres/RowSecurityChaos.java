package org.ggscale.adapters.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** The fault {@code rls} of the chaos command: as many transactions as anybody has time for. */
public final class RowSecurityChaos {
    private RowSecurityChaos() {}

    /**
     * Runs half of them with a login for each role, half with one that takes them on; exits with 1 when one touched a
     * foreign row.
     *
     * @param arguments how many, the seed, and perhaps a file for the line for scripts
     */
    public static void main(String[] arguments) throws Exception {
        int transactions = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        System.out.printf("rls: seed %d, %d transactions, half of them as each kind of login%n", seed, transactions);
        Schema separate = Schema.migrated(Server.NEWEST, "traffic");
        TenantTraffic.Sum first = TenantTraffic.run(
                separate, separate.postgres().applicationUrl(), Optional.empty(), transactions / 2, seed);
        Schema single = Schema.migratedBySingleLogin(Server.NEWEST, "traffic");
        TenantTraffic.Sum second =
                TenantTraffic.run(single, single.singleUrl(), Optional.of("ggscale_app"), transactions / 2, seed + 1);
        long done = first.transactions.get() + second.transactions.get();
        int wrong = first.wrong.size() + second.wrong.size();
        System.out.printf(
                "%d transactions, %d own rows, %d refused, %d foreign%n",
                done, first.rows.get() + second.rows.get(), first.refused.get() + second.refused.get(), wrong);
        first.wrong.forEach(System.out::println);
        second.wrong.forEach(System.out::println);
        if (arguments.length > 2) {
            report(Path.of(arguments[2]), done, seed, wrong);
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static void report(Path file, long rounds, long seed, int wrong) throws IOException {
        String line = "{\"name\":\"rls\",\"rounds\":%d,\"seed\":%d,\"foreign\":%d,\"at\":\"%s\"}%n"
                .formatted(rounds, seed, wrong, Instant.now());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
