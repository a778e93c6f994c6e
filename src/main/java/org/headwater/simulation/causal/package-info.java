// SPDX-License-Identifier: Apache-2.0
/**
 * What causes what: contrasts between worlds that share all noise but differ in an intervention, and what observations say
 * about them.
 */
package org.headwater.simulation.causal;
