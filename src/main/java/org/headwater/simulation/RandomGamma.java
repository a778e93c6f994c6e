// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * Gamma variates of scale 1 at a random site, by rejection. The attempts of one draw use successive "years" of two sites, so
 * that a rejection moves no other draw. Source: G. Marsaglia and W. W. Tsang, A simple method for generating gamma
 * variables, ACM Transactions on Mathematical Software 26 (2000), 363–372.
 */
final class RandomGamma {

    private final RandomSite proposal;
    private final RandomSite acceptance;
    private final RandomSite boost;
    private final double shape;

    RandomGamma(long seed, String name, double shape) {
        this.proposal = new RandomSite(seed, name + "-proposal");
        this.acceptance = new RandomSite(seed, name + "-acceptance");
        this.boost = new RandomSite(seed, name + "-boost");
        this.shape = InvalidParameter.requireBetween("shape", shape, 1e-3, 1e9);
    }

    double at(int draw) {
        if (shape >= 1) {
            return atLeastOne(draw, shape);
        }
        double logShrink = StrictMath.log(boost.uniform(draw, 0)) / shape;
        return atLeastOne(draw, shape + 1) * StrictMath.exp(logShrink);
    }

    private double atLeastOne(int draw, double a) {
        double d = a - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        long proposalKey = proposal.drawKey(draw);
        long acceptanceKey = acceptance.drawKey(draw);
        for (int attempt = 0; ; attempt++) {
            double x = RandomSite.normalAt(proposalKey, attempt);
            double root = 1 + c * x;
            double v = root * root * root;
            double logU = StrictMath.log(RandomSite.uniformAt(acceptanceKey, attempt));
            if (v > 0 && logU < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }
}
