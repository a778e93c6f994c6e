// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** What an audit judges, in the order of the data: from the chain to the payment. */
enum Statement {
    ARCHIVES("archives"),
    CHAIN_ID("chain-id"),
    NODES_AGREE("nodes-agree"),
    ANCHORS("anchors"),
    CONTRACT_CODE("contract-code"),
    ATTESTATION_SCHEMAS("attestation-schemas"),
    CLAIM("claim"),
    MINTER("minter"),
    DOCUMENT("document"),
    METADATA("metadata"),
    PROJECT("project"),
    FORECAST("forecast"),
    METADATA_FIGURES("metadata-figures"),
    UNITS("units"),
    ALLOW_LIST("allow-list"),
    FORECAST_BEFORE_MONITORING("forecast-before-monitoring"),
    FORECAST_RECOMPUTED("forecast-recomputed"),
    PERFORMANCE_CONTRACT("performance-contract"),
    CONTRACT_TERMS("contract-terms"),
    OBSERVATIONS("observations"),
    OBSERVATION_ATTESTATIONS("observation-attestations"),
    VERIFICATIONS("verifications"),
    VERIFICATIONS_RECOMPUTED("verifications-recomputed"),
    MILESTONE_VOTES("milestone-votes"),
    PAYOUTS_RECOMPUTED("payouts-recomputed"),
    PAYMENTS("payments"),
    FUNDING("funding"),
    REVISIONS("revisions");

    private final String label;

    Statement(String label) {
        this.label = label;
    }

    /** The name in reports. */
    String label() {
        return label;
    }
}
