package org.ggscale.adapters.process;

/**
 * One process for all time: a pid alone is given out again.
 *
 * @param start when it started, as text: {@code <boot id>:<ticks since boot>} on Linux, so that no clock is involved; an
 *     instant elsewhere
 */
record ProcessKey(long pid, String start) {}
