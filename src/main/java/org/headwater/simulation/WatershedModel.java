// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.simulation.Indicator.Direction;

/**
 * The preset {@code watershed}, the default: five parties restore a catchment above a reservoir under one funding mechanism or
 * none; cover, biomass, erosion, sediment, storage, energy, carbon, money and what is measured of them follow. The order of
 * events in a year stands in {@link WatershedWorld}, the equations in the classes that it names and in {@code docs/model.md}.
 */
public final class WatershedModel extends Model {

    /** Name and version of the equations; a change of any output bit is a new version. */
    public static final String VERSION = "watershed-1";

    /** Share of the catchment under trees. */
    public static final Indicator CANOPY_COVER = new Indicator(WatershedStates.CANOPY_COVER, "1", Direction.MORE);

    /** Above-ground biomass over the whole catchment. */
    public static final Indicator BIOMASS = new Indicator(WatershedStates.BIOMASS, "Mg/har", Direction.MORE);

    /** Contributions weighted by cost shares, in [0, 1]. */
    public static final Indicator RESTORATION_EFFORT = new Indicator("restoration-effort", "1", Direction.MORE);

    /** Soil loss from the catchment's slopes, what its owner loses. */
    public static final Indicator SOIL_LOSS = new Indicator("soil-loss", "t/har/a", Direction.LESS);

    /** Sediment that leaves the catchment, what the dam operator receives; other sources are not in it. */
    public static final Indicator SEDIMENT_YIELD = new Indicator("sediment-yield", "t/a", Direction.LESS);

    /** Storage left in the reservoir. */
    public static final Indicator RESERVOIR_STORAGE =
            new Indicator(WatershedStates.RESERVOIR_STORAGE, "m3", Direction.MORE);

    /** Energy that the storage makes firm. */
    public static final Indicator FIRM_ENERGY = new Indicator("firm-energy", "MW.h/a", Direction.MORE);

    /** Credits that can be issued for the year after all deductions; never negative. */
    public static final Indicator CARBON_CREDITS = new Indicator("carbon-credits", "t/a", Direction.MORE);

    /** Price of a credit. */
    public static final Indicator CARBON_PRICE =
            new Indicator(WatershedStates.CARBON_PRICE, "USD/t", Direction.NEITHER);

    /** The parties' net cash flows together; payments between them cancel. */
    public static final Indicator EXTERNAL_CASH_FLOW = new Indicator("external-cash-flow", "USD/a", Direction.MORE);

    /** Cover as a map shows it. */
    public static final Indicator MEASURED_COVER = new Indicator("measured-cover", "1", Direction.MORE);

    /** Sediment as the gauge shows it. */
    public static final Indicator MEASURED_SEDIMENT = new Indicator("measured-sediment", "t/a", Direction.LESS);

    private static final List<Indicator> INDICATORS = Stream.of(
                    Stream.of(
                            CANOPY_COVER,
                            BIOMASS,
                            RESTORATION_EFFORT,
                            SOIL_LOSS,
                            SEDIMENT_YIELD,
                            RESERVOIR_STORAGE,
                            FIRM_ENERGY,
                            CARBON_CREDITS,
                            CARBON_PRICE),
                    Arrays.stream(Party.values()).map(WatershedModel::contribution),
                    Arrays.stream(Party.values()).map(WatershedModel::netCashFlow),
                    Stream.of(EXTERNAL_CASH_FLOW, MEASURED_COVER, MEASURED_SEDIMENT))
            .flatMap(indicators -> indicators)
            .toList();

    private final List<Parameter> parameters;

    private WatershedModel(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /** The model of the reference site, an illustrative catchment of 10,000 ha. */
    public static WatershedModel reference() {
        return new WatershedModel(WatershedParameters.all());
    }

    /** What a party contributes, a share of what full effort asks of it. */
    public static Indicator contribution(Party party) {
        return new Indicator("contribution/" + party.label(), "1", Direction.MORE);
    }

    /** What a party receives less what it gives in a year. */
    public static Indicator netCashFlow(Party party) {
        return new Indicator("net-cash-flow/" + party.label(), "USD/a", Direction.MORE);
    }

    /**
     * The same model for a site at which a parameter has another prior. Draws outside the parameter's range are held to it.
     *
     * @throws InvalidParameter if there is no such parameter, or the prior's median is outside its range
     */
    public WatershedModel with(String name, Prior prior) {
        List<Parameter> changed = new ArrayList<>();
        boolean found = false;
        for (Parameter parameter : parameters) {
            boolean meant = parameter.name().equals(name);
            found |= meant;
            changed.add(meant ? parameter.with(prior) : parameter);
        }
        if (!found) {
            throw new InvalidParameter("parameter", name, String.join(", ", parameterNames()));
        }
        return new WatershedModel(changed);
    }

    private List<String> parameterNames() {
        return parameters.stream().map(Parameter::name).toList();
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
        return parameters;
    }

    @Override
    public List<String> states() {
        return WatershedStates.labels();
    }

    @Override
    BlockSimulator blockSimulator(List<World> worlds, int years, long seed) {
        return new WatershedBlock(parameters, worlds, years, seed);
    }
}
