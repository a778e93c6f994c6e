// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.document.Document;
import org.headwater.forecast.Forecast.Diagnostics;
import org.headwater.forecast.Forecast.EffectForecast;
import org.headwater.forecast.Forecast.IndicatorForecast;
import org.headwater.forecast.Forecast.MilestoneForecast;
import org.headwater.forecast.Forecast.WorldForecast;
import org.headwater.project.ContractTerms;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.PayoutMilestone;
import org.headwater.simulation.PayoutSchedule;
import org.headwater.simulation.Summary;

/** The pure function from a project document, a seed and a number of draws to the forecast document. */
public final class ForecastRun {

    /** Most draws for which milestones are assessed one by one; the first ones are a fair sample of all. */
    private static final int ASSESSED_DRAWS = 500;

    private static final Diagnostics DIAGNOSTICS = new Diagnostics(
            "prior simulation",
            "independent draws from the prior; no data were fitted except the baseline record, if there is one");

    private final Project project;
    private final SimulatedWorlds worlds;
    private final long seed;

    private ForecastRun(Project project, SimulatedWorlds worlds, long seed) {
        this.project = project;
        this.worlds = worlds;
        this.seed = seed;
    }

    /**
     * Forecasts a project.
     *
     * @param projectDocument a project document, the forecast's predecessor
     * @param threads any number; it leaves no trace in the result
     * @throws org.headwater.simulation.InvalidParameter if a count is out of the model's range
     */
    public static Forecast of(Document projectDocument, int draws, long seed, int threads) {
        return of(projectDocument, SimulatedWorlds.of(Project.from(projectDocument), draws, seed, threads), seed);
    }

    /**
     * The forecast that draws give which are there already.
     *
     * @param worlds of this project and this seed
     */
    public static Forecast of(Document projectDocument, SimulatedWorlds worlds, long seed) {
        return new ForecastRun(Project.from(projectDocument), worlds, seed)
                .forecast(projectDocument.cid().text());
    }

    private Forecast forecast(String projectCid) {
        return new Forecast(
                Forecast.SCHEMA_VERSION,
                projectCid,
                worlds.modelVersion(),
                project.model().preset(),
                Long.toString(seed),
                worlds.draws(),
                project.horizonYear(),
                Forecast.LEVEL,
                worlds.labels().stream().map(this::world).toList(),
                effects(),
                milestones(),
                worlds.digest(),
                DIAGNOSTICS,
                project.synthetic(),
                project.backTest());
    }

    private WorldForecast world(String label) {
        List<IndicatorForecast> indicators = project.indicators().stream()
                .filter(indicator -> worlds.describes(label, indicator))
                .map(indicator -> IndicatorForecast.of(
                        indicator.id(), indicator.unit(), worlds.years(), summaries(label, indicator)))
                .toList();
        return new WorldForecast(label, indicators);
    }

    private List<Summary> summaries(String world, Indicator indicator) {
        return worlds.years().stream()
                .map(year -> Summary.of(worlds.values(world, indicator, year)))
                .toList();
    }

    private List<EffectForecast> effects() {
        return worlds.effects(Forecast.LEVEL).stream().map(EffectForecast::of).toList();
    }

    private List<MilestoneForecast> milestones() {
        PayoutSchedule schedule = project.contract().schedule();
        return IntStream.range(0, schedule.milestones().size())
                .mapToObj(index -> milestone(
                        project.contract().milestones().get(index),
                        schedule.milestones().get(index)))
                .toList();
    }

    private MilestoneForecast milestone(ContractTerms.Milestone milestone, PayoutMilestone payment) {
        List<BigInteger> payouts = conservativeValues(milestone).stream()
                .map(value -> payment.payout(PayoutSchedule.fixedPoint(value, ContractTerms.VALUE_DECIMALS)))
                .toList();
        long paying = payouts.stream().filter(payout -> payout.signum() > 0).count();
        BigInteger total = payouts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new MilestoneForecast(
                milestone.name(), (double) paying / payouts.size(), total.divide(BigInteger.valueOf(payouts.size())));
    }

    /** The value that the verifiers would attest, for each draw taken as the truth and measured once a year. */
    private List<Double> conservativeValues(ContractTerms.Milestone milestone) {
        Indicator indicator = project.indicator(milestone.indicator()).orElseThrow();
        List<Integer> years = milestone.years();
        List<double[]> readings = years.stream()
                .map(year -> MilestoneAssessment.predictive(
                        worlds, project.mechanism(), indicator, year, Reading.errorOf(indicator), seed))
                .toList();
        List<Double> values = new ArrayList<>();
        for (int draw = 0; draw < Math.min(ASSESSED_DRAWS, worlds.draws()); draw++) {
            values.add(MilestoneAssessment.attributableChange(
                            worlds, indicator, readingsOf(draw, years, readings, indicator), seed)
                    .conservative(project.contract().quantile()));
        }
        return values;
    }

    private static List<Reading> readingsOf(
            int draw, List<Integer> years, List<double[]> readings, Indicator indicator) {
        return IntStream.range(0, years.size())
                .mapToObj(index -> new Reading(years.get(index), readings.get(index)[draw], Reading.errorOf(indicator)))
                .toList();
    }
}
