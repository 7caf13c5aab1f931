package org.ggscale.core.engine;

/** What came back from a call that takes a race out of a game. */
public sealed interface BanishReply {
    /** 204: the race is out. */
    record Banished() implements BanishReply {}

    /**
     * The engine refused with a 4xx.
     *
     * @param detail the engine's body, at most 64 KiB
     */
    record Refused(int status, String detail) implements BanishReply {}

    /** Anything else: 5xx, a timeout, a broken connection, an answer that is none. Nobody knows whether the race is out. */
    record InDoubt(String reason) implements BanishReply {}
}
