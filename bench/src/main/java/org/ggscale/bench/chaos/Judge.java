package org.ggscale.bench.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.ggscale.bench.chaos.Finding.Invariant;
import org.ggscale.bench.engine.LedgerLine;

/** Holds what engines executed against what the platform says of it. */
final class Judge {
    private final Account account;
    private final List<Finding> findings = new ArrayList<>();

    private Judge(Account account) {
        this.account = account;
    }

    /**
     * Judges one game.
     *
     * @param ledger of its engine, the lines of other games' engines left out
     */
    static List<Finding> judge(List<LedgerLine> ledger, Account account) {
        Judge judge = new Judge(account);
        judge.executed(ledger);
        judge.listed();
        judge.told();
        return List.copyOf(judge.findings);
    }

    /** Finds games in a ledger that have no business there. */
    static List<Finding> strangers(List<LedgerLine> ledger, Set<UUID> expected) {
        return ledger.stream()
                .map(LedgerLine::game)
                .distinct()
                .filter(game -> !expected.contains(game))
                .map(game -> new Finding(Invariant.FOREIGN, game, "an engine was asked for a game that is not its own"))
                .toList();
    }

    private void executed(List<LedgerLine> ledger) {
        Set<Long> executed = new HashSet<>();
        for (LedgerLine line : ledger) {
            switch (line.kind()) {
                case TURN -> {
                    if (!executed.add(line.turn())) {
                        found(Invariant.DOUBLED, "the engine executed turn " + line.turn() + " again");
                    }
                    if (line.turn() > account.last()) {
                        found(
                                Invariant.DOUBLED,
                                "the engine executed turn " + line.turn() + ", which nobody asked for");
                    }
                }
                case FOREIGN -> found(Invariant.FOREIGN, "its engine got a turn call of game " + line.rest());
                case INIT, CALL, DONE -> {
                    // Says nothing about what was executed.
                }
            }
        }
        missing(executed, 1, turn -> "turn " + turn + " is counted, but no engine executed it");
    }

    private void listed() {
        Set<Long> listed = new HashSet<>();
        for (long turn : account.listed()) {
            if (!listed.add(turn)) {
                found(Invariant.DOUBLED, "turn " + turn + " is in the history twice");
            }
            if (turn > account.currentTurn()) {
                found(
                        Invariant.LOST,
                        "turn " + turn + " is in the history, but the game is at " + account.currentTurn());
            }
        }
        missing(listed, 1, turn -> "turn " + turn + " is missing in the history");
    }

    private void told() {
        Set<Long> told = new HashSet<>();
        long newest = 0;
        for (Account.Told event : account.told()) {
            if (!event.game().equals(account.game())) {
                found(Invariant.FOREIGN, "its events tell of game " + event.game());
                continue;
            }
            if (event.turn() < newest) {
                found(Invariant.LOST, "an event of turn " + event.turn() + " comes after one of turn " + newest);
            }
            newest = Math.max(newest, event.turn());
            told.add(event.turn());
        }
        missing(told, 0, turn -> "no event tells of turn " + turn);
    }

    private void missing(Set<Long> turns, long first, LongFunction<String> what) {
        LongStream.rangeClosed(first, account.currentTurn())
                .filter(turn -> !turns.contains(turn))
                .forEach(turn -> found(Invariant.LOST, what.apply(turn)));
    }

    private void found(Invariant invariant, String what) {
        findings.add(new Finding(invariant, account.game(), what));
    }
}
