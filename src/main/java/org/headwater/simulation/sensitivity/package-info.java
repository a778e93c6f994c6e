// SPDX-License-Identifier: Apache-2.0
/**
 * Which numbers of a model decide its answer, and what measuring one more thing is worth: screening by elementary effects,
 * variance-based indices, value of information. Each works on any function of named factors, and on models through
 * {@link org.headwater.simulation.sensitivity.ModelOutput}.
 */
package org.headwater.simulation.sensitivity;
