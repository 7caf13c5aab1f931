/**
 * Play: the hot path of players' commands, orders and reports.
 *
 * <p>A call passes when its game is running (reports also when it has finished) and its user is an active member; the engine
 * is called in the name of the race that the platform itself has mapped to the user, whatever the payload says.
 *
 * <p>Entry point: {@link org.ggscale.core.play.Play}. {@link org.ggscale.core.play.MembershipDesk} says who may
 * play. Port: {@link org.ggscale.core.play.Memberships}, cached by {@link org.ggscale.core.play.Rosters}.
 */
@NullMarked
package org.ggscale.core.play;

import org.jspecify.annotations.NullMarked;
