// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

/**
 * What a factor does to a function, screened at a few points. An elementary effect is the change of the output per unit of
 * the factor's probability, so that it is in the unit of the output: the change over the factor's whole range if it were
 * linear in the quantile.
 *
 * @param factor its name
 * @param mean μ, the mean elementary effect; effects of opposite sign cancel
 * @param meanAbsolute μ*, the mean of absolute elementary effects: the order of importance
 * @param sd σ, spread of the elementary effects, by curvature or by other factors; 0 for a factor that acts linearly and alone
 */
public record ElementaryEffects(String factor, Estimate mean, Estimate meanAbsolute, Estimate sd) {}
