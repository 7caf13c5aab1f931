package org.ggscale.core.runtime;

import java.util.Optional;

/** How a registration ended. */
public sealed interface Registration {
    /** The game runs. */
    record Registered(RuntimeRecord record) implements Registration {}

    /** Nothing was done: the game has a record. */
    record AlreadyRegistered(RuntimeRecord current) implements Registration {}

    /** Nothing was done: the version is unknown or disabled. */
    record EngineVersionNotFound() implements Registration {}

    /** Nothing was done: the external address is not one this host may call. */
    record EndpointRefused(String reason) implements Registration {}

    /**
     * Nothing is left of the game but its operation log.
     *
     * @param detail the engine's own words when it refused
     */
    record Failed(FailureCode code, String message, Optional<String> detail) implements Registration {}
}
