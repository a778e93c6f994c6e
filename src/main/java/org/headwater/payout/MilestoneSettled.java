// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.math.BigInteger;
import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/** A milestone is settled, and what it pays has been withdrawn to the beneficiary. */
public record MilestoneSettled(ClaimId claim, Payout payout, String statementCid, BigInteger gas, Instant settledAt) {}
