/**
 * Broken twins: adapters with one fault each, which the contracts have to find.
 *
 * <p>A contract bites when every one of its tests is failed by some twin, and every twin fails some test.
 */
@NullMarked
package org.ggscale.testkit.twins;

import org.jspecify.annotations.NullMarked;
