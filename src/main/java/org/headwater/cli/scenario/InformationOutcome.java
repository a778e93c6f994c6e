// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwater.simulation.chart.Criterion;
import org.headwater.simulation.chart.IntervalPlot;
import org.headwater.simulation.sensitivity.Estimate;
import org.headwater.simulation.sensitivity.PlannedObservation;
import org.headwater.simulation.sensitivity.SampleInformation;
import org.jspecify.annotations.Nullable;

/** What readings are expected to tell. */
record InformationOutcome(InformationResult json) implements Result {

    private static final List<String> ESTIMATES =
            List.of("expectedVariance", "varianceReduction", "expectedCredited", "creditedGain");

    /** One element for no observation, the first, the first two, … of those planned. */
    static List<Expected> expected(
            List<SampleInformation> information, List<PlannedObservation> planned, @Nullable Double price) {
        return information.stream()
                .map(one -> {
                    Optional<PlannedObservation> last = one.observations() == 0
                            ? Optional.empty()
                            : Optional.of(planned.get(one.observations() - 1));
                    return new Expected(
                            one.observations(),
                            last.map(PlannedObservation::name),
                            last.map(PlannedObservation::year),
                            one.expectedVariance(),
                            one.varianceReduction(),
                            one.expectedCredited(),
                            one.creditedGain(),
                            one.effectiveSample(),
                            Optional.ofNullable(price).map(one::worth));
                })
                .toList();
    }

    @Override
    public String table() {
        List<String> columns = new ArrayList<>(List.of(
                "readings", "last read", "year", "sd", "credited", "gain", "lower", "upper", "effective draws"));
        json.price().ifPresent(price -> columns.add("worth"));
        String unit = json.unit().equals("1") ? "" : ", " + json.unit();
        return "change of %s from %s to %s in year %d%s, paid on its quantile %s%ngauges of %s, %s error of sd %s%n%s"
                .formatted(
                        json.indicator(),
                        json.from(),
                        json.mechanism(),
                        json.provenance().years(),
                        unit,
                        json.probability(),
                        json.gauge().indicator(),
                        json.gauge().error(),
                        json.gauge().sd(),
                        new Table(
                                columns,
                                json.expected().stream()
                                        .map(InformationOutcome::shown)
                                        .toList()));
    }

    private static List<Object> shown(Expected expected) {
        List<Object> row = new ArrayList<>(List.of(
                expected.observations(),
                expected.gauge().orElse("none"),
                expected.year().map(String::valueOf).orElse(""),
                Math.sqrt(expected.expectedVariance().value()),
                expected.expectedCredited().value(),
                expected.creditedGain().value(),
                expected.creditedGain().lower(),
                expected.creditedGain().upper(),
                expected.effectiveSample()));
        expected.worth().ifPresent(worth -> row.add(worth.value()));
        return row;
    }

    @Override
    public Csv csv() {
        List<String> columns = new ArrayList<>(List.of("observations", "gauge", "year"));
        Stream.concat(ESTIMATES.stream(), json.price().map(price -> "worth").stream())
                .forEach(name -> columns.addAll(List.of(name, name + "Lower", name + "Upper")));
        columns.add("effectiveSample");
        return new Csv(
                columns, json.expected().stream().map(InformationOutcome::row).toList());
    }

    private static List<Object> row(Expected expected) {
        List<Object> row = new ArrayList<>(List.of(
                expected.observations(),
                expected.gauge().orElse(""),
                expected.year().map(String::valueOf).orElse("")));
        Stream.concat(
                        Stream.of(
                                expected.expectedVariance(),
                                expected.varianceReduction(),
                                expected.expectedCredited(),
                                expected.creditedGain()),
                        expected.worth().stream())
                .forEach(estimate -> row.addAll(List.of(estimate.value(), estimate.lower(), estimate.upper())));
        row.add(expected.effectiveSample());
        return row;
    }

    String svg() {
        return new IntervalPlot(
                        "What readings of %s are worth".formatted(json.gauge().indicator()),
                        List.of("gain (90\u00A0% interval)"),
                        List.of(new IntervalPlot.Panel(
                                new Criterion(
                                        "gain of the credited change of %s by readings".formatted(json.indicator()),
                                        json.unit()),
                                json.expected().stream()
                                        .skip(1)
                                        .map(InformationOutcome::marked)
                                        .toList())))
                .svg();
    }

    private static IntervalPlot.Row marked(Expected expected) {
        Estimate gain = expected.creditedGain();
        return new IntervalPlot.Row(
                "%d, with %s in year %d"
                        .formatted(
                                expected.observations(),
                                expected.gauge().orElseThrow(),
                                expected.year().orElseThrow()),
                List.of(new IntervalPlot.Mark(gain.value(), gain.lower(), gain.upper())));
    }

    /**
     * The JSON of {@code schemas/information-result.schema.json}.
     *
     * @param indicator whose attributable change is paid on
     * @param unit of that change, 1 for a relative reduction
     * @param mechanism the project's world, which is read
     * @param from the world that it is held against
     * @param probability of the low quantile that is paid on
     * @param price money for one unit of the change; empty if none was given
     * @param expected of no observation, the first, the first two, …
     */
    record InformationResult(
            String indicator,
            String unit,
            String mechanism,
            String from,
            double probability,
            Gauge gauge,
            Optional<Double> price,
            Provenance provenance,
            List<Expected> expected) {}

    /** @param sd of the error; of its logarithm if it is lognormal, else in the indicator's unit */
    record Gauge(String indicator, String error, double sd) {}

    /**
     * What so many observations are expected to tell, as {@link SampleInformation} says.
     *
     * @param gauge the one that is read last, empty without observations; so is {@code year}
     * @param worth of all observations; empty without a price
     */
    record Expected(
            int observations,
            Optional<String> gauge,
            Optional<Integer> year,
            Estimate expectedVariance,
            Estimate varianceReduction,
            Estimate expectedCredited,
            Estimate creditedGain,
            double effectiveSample,
            Optional<Estimate> worth) {}
}
