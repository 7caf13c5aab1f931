@NullMarked
package org.ggscale.core.runtime;

import org.jspecify.annotations.NullMarked;
