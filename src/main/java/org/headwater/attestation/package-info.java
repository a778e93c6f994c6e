// SPDX-License-Identifier: Apache-2.0
/**
 * What really happened: observations of a claim's indicators, and the attestations by which independent verifiers bind
 * themselves to them on the chain.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"hypercert", "project", "evidence", "document", "ipfs", "chain", "chain :: contract"})
package org.headwater.attestation;
