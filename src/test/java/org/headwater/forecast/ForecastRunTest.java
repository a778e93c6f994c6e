// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import org.headwater.Examples;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Schemas;
import org.headwater.forecast.Forecast.EffectForecast;
import org.headwater.forecast.Forecast.IndicatorForecast;
import org.headwater.forecast.Forecast.MilestoneForecast;
import org.headwater.forecast.Forecast.WorldForecast;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Summary;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastRunTest {

    private static final int DRAWS = 100;
    private static final long SEED = 3;

    private static Forecast forecast(Document project, long seed, int threads) {
        return ForecastRun.of(project, DRAWS, seed, threads);
    }

    private static Document document(Forecast forecast) {
        return Documents.compose(DocumentType.FORECAST, forecast);
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void sameSeedGivesTheSameBytesWithAnyNumberOfThreads(String file) {
        Document project = Examples.project(file);
        Document first = document(forecast(project, SEED, 1));

        for (int threads : new int[] {1, 2, 7}) {
            Document again = document(forecast(project, SEED, threads));
            assertThat(again.bytes()).isEqualTo(first.bytes());
            assertThat(again.cid()).isEqualTo(first.cid());
        }
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void anotherSeedGivesAnotherForecast(String file) {
        Document project = Examples.project(file);
        Forecast one = forecast(project, SEED, 2);
        Forecast other = forecast(project, SEED + 1, 2);

        assertThat(other.digest()).isNotEqualTo(one.digest());
        assertThat(other.worlds()).isNotEqualTo(one.worlds());
        assertThat(document(other).cid()).isNotEqualTo(document(one).cid());
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void documentIsValidAndSaysWhereItComesFrom(String file) {
        Document project = Examples.project(file);
        Forecast forecast = forecast(project, SEED, 2);

        assertThat(Schemas.violations(DocumentType.FORECAST, document(forecast).json()))
                .isEmpty();
        assertThat(document(forecast).as(Forecast.class)).isEqualTo(forecast);
        assertThat(forecast.project()).isEqualTo(project.cid().text());
        assertThat(forecast.seedValue()).isEqualTo(SEED);
        assertThat(forecast.draws()).isEqualTo(DRAWS);
        assertThat(forecast.synthetic()).isEqualTo(Project.from(project).synthetic());
        assertThat(forecast.backTest()).isEqualTo(Project.from(project).backTest());
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void quantilesAreOrderedInEveryYear(String file) {
        for (WorldForecast world : forecast(Examples.project(file), SEED, 2).worlds()) {
            world.indicators().forEach(ForecastRunTest::assertOrdered);
        }
    }

    private static void assertOrdered(IndicatorForecast indicator) {
        assertThat(indicator.years()).isNotEmpty();
        for (int i = 0; i < indicator.years().size(); i++) {
            List<Double> quantiles = List.of(
                    indicator.q05().get(i),
                    indicator.q25().get(i),
                    indicator.q50().get(i),
                    indicator.q75().get(i),
                    indicator.q95().get(i));
            assertThat(quantiles).isSorted();
        }
        assertThat(indicator.q05().getLast()).isLessThan(indicator.q95().getLast());
    }

    @Test
    void onlyARecordMakesAWorldWithoutTheProject() {
        assertThat(forecast(Examples.project(Examples.SYNTHETIC), SEED, 2).worlds())
                .extracting(WorldForecast::world)
                .containsExactly("cost-sharing", "performance-contract", "credit-trading");
        assertThat(forecast(Examples.project(Examples.BACK_TEST), SEED, 2).worlds())
                .extracting(WorldForecast::world)
                .containsExactly("cost-sharing", "performance-contract", "credit-trading", SimulatedWorlds.NO_PROJECT);
    }

    @Test
    void watershedIsForecastInItsOwnWorldWithoutTheProjectToo() {
        Forecast forecast = ForecastRun.of(Examples.project(Examples.WATERSHED), 500, SEED, 2);

        assertThat(forecast.modelVersion()).isEqualTo(WatershedModel.VERSION);
        assertThat(forecast.preset()).isEqualTo("watershed");
        assertThat(forecast.synthetic()).isTrue();
        assertThat(forecast.worlds())
                .extracting(WorldForecast::world)
                .containsExactly("cost-sharing", "performance-contract", "credit-trading", "no-project");
        assertThat(forecast.worlds())
                .allSatisfy(world -> assertThat(world.indicators())
                        .extracting(IndicatorForecast::indicator, IndicatorForecast::unit)
                        .containsExactly(
                                tuple("canopy-cover", "1"),
                                tuple("soil-loss", "t/har/a"),
                                tuple("sediment-yield", "t/a"),
                                tuple("reservoir-storage", "m3")));
        assertThat(forecast.milestones())
                .extracting(MilestoneForecast::probability)
                .allMatch(p -> p > 0 && p < 1);
    }

    @Test
    void additionalityIsThePairedContrastWithTheWorldWithoutTheProject() {
        Document document = Examples.project(Examples.WATERSHED);
        Project project = Project.from(document);
        SimulatedWorlds worlds = SimulatedWorlds.of(project, DRAWS, SEED, 1);
        Indicator sediment = project.indicator("sediment-yield").orElseThrow();
        double[] without = worlds.values("no-project", sediment, project.horizonYear());
        double[] with = worlds.values("credit-trading", sediment, project.horizonYear());
        double[] differences = new double[DRAWS];
        int less = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            differences[draw] = with[draw] - without[draw];
            less += differences[draw] < 0 ? 1 : 0;
        }
        List<EffectForecast> effects = forecast(document, SEED, 2).effects();
        EffectForecast effect = effects.stream()
                .filter(one -> one.from().equals("no-project") && one.to().equals("credit-trading"))
                .filter(one -> one.indicator().equals("sediment-yield"))
                .findFirst()
                .orElseThrow();

        assertThat(effects).hasSize(6 * 4);
        assertThat(effect.mean()).isEqualTo(Summary.of(differences).mean());
        assertThat(effect.upper()).isEqualTo(Summary.of(differences).q95());
        assertThat(effect.probabilityBetter()).isEqualTo((double) less / DRAWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {Examples.SYNTHETIC, Examples.BACK_TEST})
    void effectsAreThePairedContrastsAtTheHorizon(String file) {
        Document project = Examples.project(file);
        int years = Project.from(project).years();
        PublishedModel model = new PublishedModel(PublishedParameters.fitted());

        assertThat(forecast(project, SEED, 2).effects())
                .isEqualTo(Effects.compare(
                                model.simulate(
                                        World.underEach(Mechanism.standard()), new Sampling(DRAWS, years, SEED, 1)),
                                years,
                                0.9)
                        .stream()
                        .map(EffectForecast::of)
                        .toList())
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void milestonesPromiseAProbabilityAndAtMostTheirAmount(String file) {
        Document project = Examples.project(file);
        List<MilestoneForecast> milestones = forecast(project, SEED, 2).milestones();
        var terms = Project.from(project).contract().milestones();

        assertThat(milestones).hasSameSizeAs(terms);
        for (int i = 0; i < milestones.size(); i++) {
            MilestoneForecast milestone = milestones.get(i);
            assertThat(milestone.name()).isEqualTo(terms.get(i).name());
            assertThat(milestone.probability()).isBetween(0.0, 1.0);
            assertThat(milestone.expectedPayout())
                    .isBetween(BigInteger.ZERO, terms.get(i).amount());
            assertThat(milestone.expectedPayout().signum()).isEqualTo(milestone.probability() > 0 ? 1 : 0);
        }
    }

    /** A threshold pays all or nothing, so that the expected payout is the amount times the probability. */
    @Test
    void expectedPayoutOfAThresholdIsItsShareOfTheAmount() {
        String pointer = "/contract/milestones/0";
        Document project = Examples.project(Examples.SYNTHETIC, pointer + "/lower", "0.05", pointer + "/upper", "0.05");
        MilestoneForecast milestone = forecast(project, SEED, 2).milestones().getFirst();

        assertThat(milestone.probability()).isStrictlyBetween(0.0, 1.0);
        assertThat(milestone.expectedPayout().doubleValue())
                .isCloseTo(milestone.probability() * 150_000_000_000.0, within(1.0));
    }

    @Test
    void thresholdThatNobodyReachesPromisesNothing() {
        MilestoneForecast milestone = lastMilestoneWithThreshold("1", 0.04);

        assertThat(milestone.probability()).isZero();
        assertThat(milestone.expectedPayout()).isZero();
    }

    /** Read almost without error, or else the lower quantile of one draw in a hundred shows no gain. */
    @Test
    void thresholdThatEveryDrawReachesPromisesTheAmount() {
        MilestoneForecast milestone = lastMilestoneWithThreshold("0.000001", 0.001);

        assertThat(milestone.probability()).isEqualTo(1);
        assertThat(milestone.expectedPayout()).isEqualTo(new BigInteger("250000000000"));
    }

    private static MilestoneForecast lastMilestoneWithThreshold(String threshold, double measurementSd) {
        String pointer = "/contract/milestones/2";
        Document project = Examples.project(
                Examples.SYNTHETIC,
                pointer + "/lower",
                threshold,
                pointer + "/upper",
                threshold,
                "/indicators/0/measurement/sd",
                measurementSd);
        return forecast(project, SEED, 2).milestones().getLast();
    }

    @Test
    void everyWorldStartsAtTheForestHealthOfTheProject() {
        Document project = Examples.project(Examples.SYNTHETIC, "/model/initialForestHealth", 0.55);

        assertThat(forecast(project, SEED, 2).worlds()).allSatisfy(world -> {
            IndicatorForecast forestHealth = world.indicators().getFirst();
            assertThat(forestHealth.indicator()).isEqualTo("forest-health");
            assertThat(forestHealth.mean().getFirst()).isCloseTo(0.55, within(1e-12));
        });
    }

    @Test
    void momentsAreThoseOfTheSimulatedWorld() {
        Document document = Examples.project(Examples.BACK_TEST);
        Project project = Project.from(document);
        SimulatedWorlds worlds = SimulatedWorlds.of(project, DRAWS, SEED, 1);
        IndicatorForecast load =
                forecast(document, SEED, 2).worlds().getLast().indicators().getFirst();
        int last = load.years().size() - 1;
        Summary summary = Summary.of(worlds.values(
                SimulatedWorlds.NO_PROJECT,
                project.indicator("sediment-load").orElseThrow(),
                load.years().get(last)));

        assertThat(load.unit()).isEqualTo("kg/s");
        assertThat(load.mean().get(last)).isEqualTo(summary.mean());
        assertThat(load.q95().get(last)).isEqualTo(summary.q95());
        assertThat(load.relativeStandardError().get(last))
                .isCloseTo(summary.sd() / Math.sqrt(DRAWS) / summary.mean(), within(1e-12));
    }
}
