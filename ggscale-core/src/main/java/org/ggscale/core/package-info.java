/** The core of ggscale: domains, their ports, and in-memory adapters. */
@NullMarked
package org.ggscale.core;

import org.jspecify.annotations.NullMarked;
