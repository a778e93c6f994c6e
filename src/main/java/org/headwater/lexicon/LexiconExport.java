// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.util.List;
import org.headwater.hypercert.ClaimId;

/**
 * A claim as records for a repository of the AT Protocol.
 *
 * @param placeholder whether the repository is a stand-in that resolves to nothing, so that no {@code uri} does
 * @param records each after those that it refers to
 * @param losses what the lexicons have no member for, and where it went
 */
public record LexiconExport(
        ClaimId claim, String repository, boolean placeholder, List<LexiconRecord> records, List<Loss> losses) {

    /** @param member of the hypercert's metadata or of our documents */
    public record Loss(String member, String kept) {}

    static final List<Loss> LOSSES = List.of(
            new Loss("hypercert.impact_scope", "text of the attachment 'What the activity has no member for'"),
            new Loss("hypercert.impact_timeframe", "text of the same attachment"),
            new Loss("units and fractions", "number of units in the same attachment; holders nowhere"),
            new Loss("interval of a measured or projected value", "text in the measurement's comment"),
            new Loss("whether a value is projected or observed", "first word of the measurement's comment"),
            new Loss("forecast of other years, worlds and quantiles", "the document behind evidenceURI"),
            new Loss("identity of owner and verifiers", "accounts of the chain, as text and as did:pkh"));
}
