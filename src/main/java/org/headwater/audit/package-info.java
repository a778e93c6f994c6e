// SPDX-License-Identifier: Apache-2.0
/**
 * What an outsider can find out about a claim with nothing but a chain and an IPFS gateway: every byte hashed, every
 * signature's admission checked, forecast, verification and payout computed again. Nothing here reads the database.
 */
@ApplicationModule(
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
            "chain :: contract",
            "simulation"
        })
@NullMarked
package org.headwater.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
