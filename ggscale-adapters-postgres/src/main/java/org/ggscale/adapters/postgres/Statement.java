package org.ggscale.adapters.postgres;

/**
 * A named statement that returns rows.
 *
 * @param name such as {@code turns.claim}: in failures, and as a comment where the server shows what runs
 * @param sql with {@code :name} for parameters and <code>${schema}</code> for the schema
 */
record Statement(String name, String sql) {}
