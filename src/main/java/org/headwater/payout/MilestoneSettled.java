// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/** A milestone is settled, and what it owes has been withdrawn to the beneficiary and the payers. */
public record MilestoneSettled(ClaimId claim, Payout payout, Instant settledAt) {}
