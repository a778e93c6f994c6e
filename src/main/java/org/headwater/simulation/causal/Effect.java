// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.causal;

/**
 * What changes when one world is put in the place of another: the contrast {@code do(to) − do(from)}, draw by draw in
 * the same world.
 *
 * @param from label of the world that is left
 * @param to label of the world that takes its place
 * @param indicator label of the {@link org.headwater.simulation.Indicator}
 * @param mean mean of the paired differences
 * @param standardError Monte Carlo standard error of that mean; not an interval of the effect
 * @param lower quantile (1 − level)/2 of the paired differences
 * @param upper quantile (1 + level)/2 of the paired differences
 * @param level coverage of [lower, upper], such as 0.9
 * @param probabilityBetter share of draws in which {@code to} is better (in the indicator's own direction); a tie counts half
 */
public record Effect(
        String from,
        String to,
        String indicator,
        double mean,
        double standardError,
        double lower,
        double upper,
        double level,
        double probabilityBetter) {}
