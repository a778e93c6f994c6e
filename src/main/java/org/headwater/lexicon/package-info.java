// SPDX-License-Identifier: Apache-2.0
/**
 * A claim as records of the AT Protocol, by the lexicons of hypercerts version 2, from the same model as the hypercert's
 * metadata. The records are exported and checked, not published: that is for the owner of a repository.
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
            "chain"
        })
package org.headwater.lexicon;
