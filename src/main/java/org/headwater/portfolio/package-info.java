// SPDX-License-Identifier: Apache-2.0
/**
 * The investor's view, fed by the events of the other rooms: each claim's history, each forecast interval beside what was
 * observed, and what was paid.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "hypercert",
            "attestation",
            "verification",
            "payout",
            "forecast",
            "project",
            "ipfs",
            "index"
        })
package org.headwater.portfolio;
