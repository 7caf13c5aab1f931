@NullMarked
package org.ggscale.core.play;

import org.jspecify.annotations.NullMarked;
