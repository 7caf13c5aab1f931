@NullMarked
package org.ggscale.core.turn;

import org.jspecify.annotations.NullMarked;
