// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * How a party answers what it believes of the others. Source of the four types and of their shares: U. Fischbacher,
 * S. Gächter and E. Fehr, Economics Letters 71 (2001), 397–404.
 */
enum CooperationType {
    /** Gives more when others do. */
    CONDITIONAL(1, 0, 1, 0),
    /** Gives little, whatever the others give and however bare the slopes are. */
    FREE_RIDER(0, 0, 0, -1),
    /** Gives most when others give half. */
    HUMP_SHAPED(0, 1, 1, 0),
    /** Gives much, whatever the others give. */
    ALTRUIST(0, 0, 1, 1);

    /** Weight of the linear answer. */
    final double linear;

    /** Weight of the answer that falls on both sides of one half. */
    final double hump;

    /** Whether urgency moves the party, 1 or 0. */
    final double urgency;

    /** Level, in units of the parameter {@code type-shift}. */
    final double level;

    CooperationType(double linear, double hump, double urgency, double level) {
        this.linear = linear;
        this.hump = hump;
        this.urgency = urgency;
        this.level = level;
    }

    /** The type of a uniform number, when these shares of all parties are free riders, hump-shaped and altruists. */
    static CooperationType of(double uniform, double freeRiders, double humpShaped, double altruists) {
        if (uniform < freeRiders) {
            return FREE_RIDER;
        }
        if (uniform < freeRiders + humpShaped) {
            return HUMP_SHAPED;
        }
        return uniform < freeRiders + humpShaped + altruists ? ALTRUIST : CONDITIONAL;
    }
}
