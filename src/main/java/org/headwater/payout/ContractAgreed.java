// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/**
 * A performance contract is created.
 *
 * @param funded whether the demonstration payer has deposited all of it too
 */
public record ContractAgreed(
        ClaimId claim, String address, String transaction, BigInteger gas, Instant agreedAt, boolean funded) {}
