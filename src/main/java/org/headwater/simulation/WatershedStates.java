// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The states of the preset {@code watershed} that an intervention may set, with their ranges. */
final class WatershedStates {

    static final String CANOPY_COVER = "canopy-cover";
    static final String BIOMASS = "biomass";
    static final String RESERVOIR_STORAGE = "reservoir-storage";
    static final String CARBON_PRICE = "carbon-price";

    private static final String BELIEF = "belief/";

    private WatershedStates() {}

    static List<String> labels() {
        return Stream.concat(
                        Stream.of(CANOPY_COVER, BIOMASS, RESERVOIR_STORAGE, CARBON_PRICE),
                        Arrays.stream(Party.values()).map(party -> BELIEF + party.label()))
                .toList();
    }

    /** @throws InvalidParameter if there is no such state or it cannot have the value */
    static void require(String state, double value) {
        if (!labels().contains(state)) {
            throw new InvalidParameter("state", state, String.join(", ", labels()));
        }
        switch (state) {
            case BIOMASS -> InvalidParameter.requireBetween(state, value, 0, 5000);
            case RESERVOIR_STORAGE -> InvalidParameter.requireBetween(state, value, 0, 1e13);
            case CARBON_PRICE -> InvalidParameter.requireBetween(state, value, 1e-3, 1e4);
            case CANOPY_COVER -> InvalidParameter.requireBetween(state, value, 1e-3, 1);
            default -> InvalidParameter.requireBetween(state, value, 0, 1);
        }
    }

    /** Whose belief a state is. */
    static Party believer(String state) {
        return Party.parse(state.substring(BELIEF.length()));
    }
}
