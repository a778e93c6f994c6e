// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.math.BigInteger;
import java.util.List;
import org.headwater.hypercert.ClaimId;
import org.headwater.payout.Payout;
import org.headwater.verification.Verification.Score;

/**
 * What a complete loop leaves behind.
 *
 * @param contract address of the performance contract
 * @param seconds that this run took
 */
public record LoopResult(
        String projectCid,
        String forecastCid,
        String metadataCid,
        ClaimId claimId,
        String mintTx,
        String contract,
        List<Milestone> milestones,
        List<Track> track,
        double seconds) {

    public LoopResult {
        milestones = List.copyOf(milestones);
        track = List.copyOf(track);
    }

    /** @param paid in token base units */
    public record Milestone(String name, String outcome, List<String> attesters, BigInteger paid, String tx) {

        static Milestone of(Payout payout) {
            return new Milestone(
                    payout.milestone(),
                    payout.outcome().label(),
                    payout.attesters(),
                    payout.paid(),
                    payout.transaction());
        }
    }

    /** The forecast of one observed value, and how it did. */
    public record Track(
            String indicator,
            int year,
            double lower,
            double upper,
            double level,
            double observed,
            boolean inside,
            double crps) {

        static Track of(Score score) {
            return new Track(
                    score.indicator(),
                    score.year(),
                    score.lower(),
                    score.upper(),
                    score.level(),
                    score.observed(),
                    score.inside(),
                    score.crps());
        }
    }

    LoopResult in(double otherSeconds) {
        return new LoopResult(
                projectCid, forecastCid, metadataCid, claimId, mintTx, contract, milestones, track, otherSeconds);
    }
}
