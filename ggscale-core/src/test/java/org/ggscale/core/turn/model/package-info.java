/**
 * The turn protocol as models small enough to try every interleaving.
 *
 * <p>One game, one engine, two hosts, and calls that survive their sender and may arrive at any later time. {@code
 * TurnModel} compares ways to recover a turn whose host died; {@code LifecycleModel} keeps the product's way and varies
 * what surrounds it. A transition of the product that leads back to {@code running} or to a call of the engine is a step
 * here first. Broken protocols are kept beside the clean one: they show that the search finds what it looks for.
 */
package org.ggscale.core.turn.model;
