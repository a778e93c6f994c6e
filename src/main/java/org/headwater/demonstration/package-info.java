// SPDX-License-Identifier: Apache-2.0
/**
 * The whole loop on one project, from its definition to the paid milestone. Each step is found again by its own key, so that
 * a loop cut off anywhere is completed by the next start, and a completed one repeats nothing.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "payout",
            "verification",
            "attestation",
            "hypercert",
            "forecast",
            "project",
            "document",
            "ipfs",
            "chain",
            "identity",
            "simulation"
        })
package org.headwater.demonstration;
