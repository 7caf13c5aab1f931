/** A game as a Java object inside somebody's own program: {@code LowestNumber} is the game, {@code FirstEmbedding} runs it. */
@NullMarked
package org.ggscale.examples.embedding;

import org.jspecify.annotations.NullMarked;
