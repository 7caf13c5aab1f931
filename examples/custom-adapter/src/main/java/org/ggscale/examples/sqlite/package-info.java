/**
 * All stores in one SQLite file: for a game server on one machine that wants no database server.
 *
 * <p>{@code SqliteGgScale} is the adapter; everything else serves it. Each call of a port is one transaction, and one
 * connection does them one after the other, as SQLite does anyway. Values are kept as JSON; what queries look for is a
 * column computed from it.
 */
@NullMarked
package org.ggscale.examples.sqlite;

import org.jspecify.annotations.NullMarked;
