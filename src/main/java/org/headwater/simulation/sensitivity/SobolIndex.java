// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.sensitivity;

/**
 * The share of the output's variance that a factor accounts for.
 *
 * @param factor its name
 * @param first S = Var(E[Y | X]) / Var(Y): by this factor alone; the expected share that goes when it becomes known
 * @param total T = E[Var(Y | all others)] / Var(Y): by this factor with all its interactions; near 0, it may be fixed
 */
public record SobolIndex(String factor, Estimate first, Estimate total) {}
