// SPDX-License-Identifier: Apache-2.0
package org.headwater.verification;

import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/** A milestone of a claim has been verified. */
public record ImpactVerified(ClaimId claim, String cid, Verification verification, Instant verifiedAt) {}
