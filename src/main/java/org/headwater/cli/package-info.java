// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: results on standard output, talk on standard error, an exit code for every outcome. Commands that only
 * compute start no application context.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "demonstration",
            "audit",
            "consent",
            "chain",
            "chain :: contract",
            "hypercert",
            "attestation",
            "payout",
            "lexicon",
            "document",
            "ipfs",
            "project",
            "simulation"
        })
package org.headwater.cli;
