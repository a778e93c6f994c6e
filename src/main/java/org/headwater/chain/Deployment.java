// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/**
 * The contracts that a claim's life needs, on one chain. Addresses are checksummed, schema ids 0x and 64 hex digits.
 *
 * @param chainId the chain
 * @param hypercerts proxy of HypercertMinter
 * @param eas Ethereum Attestation Service
 * @param schemaRegistry its schema registry
 * @param verifierRegistry accredited verifiers
 * @param observationResolver admits observation attestations
 * @param milestoneResolver admits milestone attestations and passes them on as votes
 * @param performanceContractFactory creates performance contracts
 * @param token ERC-20 that pays
 * @param observationSchema id of the observation schema
 * @param milestoneSchema id of the milestone schema
 * @param revisionResolver keeps the revisions of claims in sequence
 * @param revisionSchema id of the revision schema
 * @param creatorFeedSchema id of the published schema of creators' additions
 * @param basicEvaluationSchema id of the published schema of evaluations
 * @param fromBlock a block before the first event of any of them
 */
public record Deployment(
        long chainId,
        String hypercerts,
        String eas,
        String schemaRegistry,
        String verifierRegistry,
        String observationResolver,
        String milestoneResolver,
        String performanceContractFactory,
        String token,
        String observationSchema,
        String milestoneSchema,
        String revisionResolver,
        String revisionSchema,
        String creatorFeedSchema,
        String basicEvaluationSchema,
        long fromBlock) {}
