package org.ggscale.host.configuration;

/** A variable whose value cannot be used; the message names it, the value and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    ConfigurationException(Variable variable, String value, String allowed) {
        super(variable.name() + " is " + (variable.secret() ? hidden(value) : "\"" + value + "\"") + "; allowed: "
                + allowed);
    }

    /** Describes what is wrong with more than one value, or with a file. */
    public ConfigurationException(String message) {
        super(message);
    }

    private static String hidden(String value) {
        return "a text of " + value.length() + " characters";
    }
}
