// SPDX-License-Identifier: Apache-2.0
/**
 * Performance contracts: the escrow that holds the payers' money, the milestone attestations that release it, and the
 * statement that lets anyone recompute what was paid.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "verification",
            "attestation",
            "hypercert",
            "project",
            "document",
            "ipfs",
            "chain",
            "chain :: contract",
            "index",
            "simulation"
        })
package org.headwater.payout;
