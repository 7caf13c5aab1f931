/**
 * Faults made on purpose, judged by what engines wrote down.
 *
 * <p>{@code kill}: a host is started as an operator starts it, killed at seeded moments, and started again. While it is up,
 * {@link org.ggscale.bench.chaos.Progress} sees to it that every game moves or waits visibly for an operator; at the end
 * {@link org.ggscale.bench.chaos.Judge} holds the ledgers against what the platform says. Neither does any I/O, so both are
 * tested against hosts that err.
 *
 * <p>{@code docker}: the same with a Docker daemon of its own, whose containers, hosts and self are killed.
 * {@link org.ggscale.bench.chaos.DockerTrial} makes one kind of fault on a {@link org.ggscale.bench.chaos.Scene} again and again,
 * {@link org.ggscale.bench.chaos.Mending} sees to it that games go on, and {@link org.ggscale.bench.chaos.Orphans} that no
 * container is left over.
 *
 * <p>Entry point: {@link org.ggscale.bench.chaos.Kill}, {@link org.ggscale.bench.chaos.DockerFaults}.
 */
@NullMarked
package org.ggscale.bench.chaos;

import org.jspecify.annotations.NullMarked;
