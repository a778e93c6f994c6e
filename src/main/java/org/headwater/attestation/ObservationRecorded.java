// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.time.Instant;
import org.headwater.hypercert.ClaimId;

/** A claim has a new observation. */
public record ObservationRecorded(ClaimId claim, String cid, Observation observation, Instant recordedAt) {}
