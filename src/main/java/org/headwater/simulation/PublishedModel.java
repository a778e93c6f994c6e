// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;

/**
 * The preset {@code published}: five agents contribute to restoration under one funding mechanism, forest health grows
 * logistically with their mean contribution, erosion falls exponentially with forest health. The equations stand at the
 * methods of {@link PublishedWorld} and in {@code docs/model.md}.
 */
public final class PublishedModel extends Model {

    /** Name and version of the equations; a change of any output bit is a new version. */
    public static final String VERSION = "published-2";

    /** Forest health in [0.01, 1]. */
    public static final Indicator FOREST_HEALTH =
            new Indicator(PublishedWorld.FOREST_HEALTH, "1", Indicator.Direction.MORE);

    /** Erosion relative to bare ground's, positive. */
    public static final Indicator EROSION = new Indicator(PublishedWorld.EROSION, "1", Indicator.Direction.LESS);

    static final List<String> STATES =
            List.of(PublishedWorld.FOREST_HEALTH, PublishedWorld.EROSION, PublishedWorld.LOG_PRICE);

    private static final List<Indicator> INDICATORS = List.of(FOREST_HEALTH, EROSION);

    private final PublishedParameters parameters;

    public PublishedModel(PublishedParameters parameters) {
        this.parameters = parameters;
    }

    /** The model with the parameters that were calibrated to the six printed means. */
    public static PublishedModel fitted() {
        return new PublishedModel(PublishedParameters.fitted());
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<Indicator> indicators() {
        return INDICATORS;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters.all();
    }

    @Override
    public List<String> states() {
        return STATES;
    }

    @Override
    BlockSimulator blockSimulator(List<World> worlds, int years, long seed) {
        return new PublishedBlock(parameters, worlds, years, seed);
    }
}
