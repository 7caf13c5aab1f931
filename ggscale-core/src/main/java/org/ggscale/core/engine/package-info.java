@NullMarked
package org.ggscale.core.engine;

import org.jspecify.annotations.NullMarked;
