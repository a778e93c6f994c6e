// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.Project;

/** A claim with the forecast that it was minted on. */
record PublishedClaim(Claim claim, PublishedForecast forecast) {

    static PublishedClaim of(ClaimId id, Mint mint, PublishedForecast forecast) {
        return new PublishedClaim(
                new Claim(
                        id,
                        forecast.projectDocument().cid().text(),
                        forecast.document().cid().text(),
                        mint.metadata().text(),
                        mint.minter(),
                        mint.units(),
                        mint.transaction(),
                        mint.gas(),
                        mint.time()),
                forecast);
    }

    Project project() {
        return forecast.project();
    }
}
