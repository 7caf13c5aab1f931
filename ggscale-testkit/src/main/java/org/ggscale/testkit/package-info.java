/**
 * Proof for adapters, and doubles for everybody: one contract per port, fixtures, manual time, scripted and faulty engines
 * and stores.
 *
 * <p>A contract is an interface with tests. Whoever writes an adapter implements it in a test class and answers its one
 * question; nothing is skipped, and what is optional is a contract of its own:
 *
 * <pre>{@code
 * class MyTurnsTest implements TurnsContract {
 *     private final Storage storage = new MyStorage(...);
 *
 *     @Override
 *     public Storage storage() {
 *         return storage;
 *     }
 * }
 * }</pre>
 *
 * <p>{@link org.ggscale.testkit.StoreContracts} runs those of all stores at once.
 *
 * <p>Contracts of stores never move the store's clock: what has to be over lies far in the past, what is to come lies far
 * in the future, and who has to be dead had a life of zero.
 *
 * <p>What has to come is waited for, ten seconds at most; the system property {@code ggscale.testkit.patience} says how long
 * on a slow machine, such as {@code PT60S}.
 */
@NullMarked
package org.ggscale.testkit;

import org.jspecify.annotations.NullMarked;
