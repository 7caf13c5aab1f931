/**
 * Drift: a simultaneous-turn game of planets, populations and fleets, and the model of a ggscale engine.
 *
 * <p>From the inside out: {@code Galaxy} is the whole game as one immutable value; {@code Rules} turn it into the next
 * one; {@code Store} makes a value durable; {@code Game} is the engine contract over both, behind one lock; {@code Http}
 * and {@code Json} carry it; {@code Main} starts it. {@code DriftBot} plays it from reports alone.
 *
 * <p>Another game replaces {@code Galaxy}, {@code Rules}, {@code Order}, {@code Command} and {@code Report}; the rest
 * stays as it is.
 */
@NullMarked
package org.ggscale.examples.drift;

import org.jspecify.annotations.NullMarked;
