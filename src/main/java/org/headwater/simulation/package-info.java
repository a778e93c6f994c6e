// SPDX-License-Identifier: Apache-2.0
/**
 * The mathematics of the project as a library: stochastic models of a watershed, causal contrasts between funding mechanisms,
 * forecast scores and the integer arithmetic of payouts. It knows no framework, no clock and no global randomness: equal
 * arguments give equal bits on every machine and with every number of threads.
 */
package org.headwater.simulation;
