// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.headwater.chain.contract.PerformanceContract;

/**
 * A performance contract as the chain shows it.
 *
 * @param deposits in their order
 */
record Escrow(
        String address,
        PerformanceContract.Terms terms,
        Instant createdAt,
        List<PerformanceContract.FundedEventResponse> deposits) {

    BigInteger funded() {
        return deposits.stream().map(deposit -> deposit.amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Addresses in lower case. */
    Set<String> payers() {
        return deposits.stream()
                .map(deposit -> deposit.payer.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    boolean isVerifier(String address) {
        return terms.verifiers.stream().anyMatch(address::equalsIgnoreCase);
    }
}
