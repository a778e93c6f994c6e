// SPDX-License-Identifier: Apache-2.0
/**
 * The forecast held against the attested observations: what the project changed beyond the reference world, what of it can
 * be credited, and how good the forecast was. Pure functions of published documents, so that anyone can recompute them.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"attestation", "hypercert", "forecast", "project", "simulation", "document", "ipfs"})
package org.headwater.verification;
