@NullMarked
package org.ggscale.core.schedule;

import org.jspecify.annotations.NullMarked;
