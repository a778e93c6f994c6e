// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.time.Instant;

/** A claim is minted and final. The times of the documents are those at which they were published here. */
public record ClaimMinted(
        Claim claim, String projectName, boolean synthetic, boolean backTest, String mechanism, Instant publishedAt) {}
