/**
 * What a self-hoster sets: every variable, its default and how it is read.
 *
 * <p>Entry point: {@link org.ggscale.host.configuration.Configuration#read}.
 */
@NullMarked
package org.ggscale.host.configuration;

import org.jspecify.annotations.NullMarked;
