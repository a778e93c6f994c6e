// SPDX-License-Identifier: Apache-2.0
/**
 * Who gains, who loses and who would rather not contribute: net present values of the parties, participation, budget balance,
 * fairness and best responses under funding mechanisms.
 */
package org.headwater.simulation.incentive;
