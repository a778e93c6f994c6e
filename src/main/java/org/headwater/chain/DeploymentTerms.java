// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is decided for good when our contracts are deployed. Addresses are checksummed.
 *
 * @param hypercerts the hypercerts contract whose claims are observed
 * @param eas the attestation service
 * @param schemaRegistry its schema registry
 * @param electors who together accredit verifiers; 1 to {@value #MOST_ELECTORS}
 * @param threshold how many of them must say the same; more than half
 * @param treasury gets half of each losing bond
 * @param minimumChallengeWindow of every performance contract, whole seconds; at least a day but on the local chain
 * @param token ERC-20 that pays; null to deploy play money that the deployer mints
 */
public record DeploymentTerms(
        long chainId,
        String hypercerts,
        String eas,
        String schemaRegistry,
        List<String> electors,
        int threshold,
        String treasury,
        Duration minimumChallengeWindow,
        @Nullable String token) {

    static final int MOST_ELECTORS = 20;

    private static final Duration SHORTEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3650);

    /** @throws IllegalArgumentException naming member, value and what is allowed */
    public DeploymentTerms {
        electors = List.copyOf(electors);
        long different = electors.stream()
                .map(elector -> elector.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        require(
                !electors.isEmpty() && electors.size() <= MOST_ELECTORS && different == electors.size(),
                "elector",
                electors,
                "1 to %d different addresses".formatted(MOST_ELECTORS));
        require(
                2 * threshold > electors.size() && threshold <= electors.size(),
                "threshold",
                threshold,
                "more than half of the %d electors, at most all".formatted(electors.size()));
        require(!treasury.equals(AttestationSchema.NO_RESOLVER), "treasury", treasury, "an address, not zero");
        Duration shortest = chainId == Chain.LOCAL_ID ? Duration.ZERO : SHORTEST_WINDOW;
        require(
                minimumChallengeWindow.compareTo(shortest) >= 0
                        && minimumChallengeWindow.compareTo(LONGEST_WINDOW) <= 0
                        && minimumChallengeWindow.equals(minimumChallengeWindow.truncatedTo(ChronoUnit.SECONDS)),
                "minimum-challenge-window",
                minimumChallengeWindow,
                "whole seconds from %s to %s on chain %d".formatted(shortest, LONGEST_WINDOW, chainId));
    }

    private static void require(boolean holds, String member, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException("%s: %s is not allowed; allowed: %s".formatted(member, value, allowed));
        }
    }
}
