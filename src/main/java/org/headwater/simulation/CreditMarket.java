// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Map;

/**
 * Sale of carbon credits at a price that varies from year to year.
 *
 * @param incentive mean incentive modifier of the market in the preset {@code published}, which knows no money, [0, 5]
 * @param priceFloor least price that is guaranteed to sellers, USD/t, [0, 10⁴]; 0 is none
 * @param revenueShares share of the revenue that a party receives, sum 1
 */
public record CreditMarket(double incentive, double priceFloor, Map<Party, Double> revenueShares) {

    public CreditMarket {
        InvalidParameter.requireBetween("creditMarket/incentive", incentive, 0, 5);
        InvalidParameter.requireBetween("creditMarket/priceFloor", priceFloor, 0, 1e4);
        revenueShares = Shares.require("creditMarket/revenueShares", revenueShares);
    }
}
