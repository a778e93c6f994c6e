// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The equations of the preset {@code watershed} against closed forms, to 1e-9 relative or absolute as said. */
class WatershedEquationsTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void coverFollowsTheLogisticCurveOfConstantRates(long seed) {
        Random random = new Random(seed);
        double initial = random.nextDouble(0.02, 0.9);
        double growth = random.nextDouble(0.05, 0.6);
        double degradation = random.nextDouble(0, 0.04);
        double ceiling = random.nextDouble(0.8, 1);
        double net = growth - degradation;
        double limit = ceiling * net / growth;
        double cover = initial;
        for (int year = 1; year <= 40; year++) {
            cover = CanopyCover.afterOneYear(cover, growth, degradation, ceiling);
            double logistic = limit / (1 + (limit / initial - 1) * StrictMath.exp(-net * year));
            assertThat(cover).isCloseTo(logistic, CLOSE);
        }
    }

    @Test
    void coverAtBalanceOfGrowthAndDegradationDecaysHyperbolically() {
        double cover = 0.5;
        for (int year = 1; year <= 20; year++) {
            cover = CanopyCover.afterOneYear(cover, 0.2, 0.2 + 1e-12, 0.9);
            assertThat(cover).isCloseTo(0.5 / (1 + 0.2 / 0.9 * 0.5 * year), CLOSE);
        }
    }

    @Test
    void coverWithoutGrowthDecaysExponentially() {
        assertThat(CanopyCover.afterOneYear(0.6, 0, 0.04, 0.9)).isCloseTo(0.6 * StrictMath.exp(-0.04), CLOSE);
        assertThat(CanopyCover.degradationRate(0.04, 0.25)).isCloseTo(0.03, CLOSE);
        assertThat(CanopyCover.growthRate(0.5, 0.6, 0, 2.2)).isCloseTo(0.3, CLOSE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void biomassSteppedYearByYearIsTheClosedFormAtEveryAge(long seed) {
        Random random = new Random(seed);
        double asymptote = random.nextDouble(50, 900);
        double rate = random.nextDouble(0.005, 0.1);
        double shape = random.nextDouble(0.6, 3);
        double firstAge = random.nextDouble(1, 40);
        double biomass = ChapmanRichards.biomass(asymptote, rate, shape, firstAge);
        for (int year = 1; year <= 100; year++) {
            biomass = ChapmanRichards.afterOneYear(biomass, asymptote, rate, shape);
            double closedForm = asymptote * StrictMath.pow(1 - StrictMath.exp(-rate * (firstAge + year)), shape);
            assertThat(biomass).isCloseTo(closedForm, within(1e-9 * closedForm));
        }
    }

    @Test
    void biomassOfABlockHasTheBitsOfEachLaneAlone() {
        Random random = new Random(2);
        double[] biomass = random.doubles(Lanes.COUNT, 0, 400).toArray();
        double[] asymptote = random.doubles(Lanes.COUNT, 100, 300).toArray();
        double[] rate = random.doubles(Lanes.COUNT, 0, 0.1).toArray();
        double[] shape = random.doubles(Lanes.COUNT, 0.6, 3).toArray();
        biomass[0] = 0;
        double[] later = biomass.clone();
        ChapmanRichards.afterOneYear(later, asymptote, rate, shape, Lanes.empty(), Lanes.empty());
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            assertThat(later[lane])
                    .isEqualTo(ChapmanRichards.afterOneYear(biomass[lane], asymptote[lane], rate[lane], shape[lane]));
        }
    }

    @Test
    void biomassOfTheFittedCurveAtTwentyYearsIsNearTheTropicalMedian() {
        assertThat(ChapmanRichards.biomass(260, 0.025, 1.2, 20)).isBetween(80.0, 130.0);
        assertThat(ChapmanRichards.biomass(260, 0.025, 1.2, 0)).isCloseTo(0, CLOSE);
        assertThat(ChapmanRichards.afterOneYear(400, 260, 0.025, 1.2)).isCloseTo(260, within(1e-9 * 260));
    }

    @Test
    void soilLossFallsExponentiallyWithCoverOnTheControllableShare() {
        double bare = SoilLoss.withoutCanopy(6000, 0.02, 5, 0.15, 0.8);
        assertThat(bare).isCloseTo(72, CLOSE);
        assertThat(SoilLoss.under(0, bare, 0.6, 4)).isCloseTo(72, CLOSE);
        assertThat(SoilLoss.under(0.5, bare, 1, 4)).isCloseTo(72 * StrictMath.exp(-2), CLOSE);
        assertThat(SoilLoss.under(0.5, bare, 0.25, 4)).isCloseTo(72 * (0.75 + 0.25 * StrictMath.exp(-2)), CLOSE);
        double slope = StrictMath.log(SoilLoss.under(0.7, bare, 1, 4) / SoilLoss.under(0.2, bare, 1, 4)) / 0.5;
        assertThat(slope).isCloseTo(-4, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.4", "-1.5, 0.215153137096", "-100, 0", "100, 0.8"})
    void deliveryRatioIsLogisticInTheConnectivityIndex(double index, double ratio) {
        assertThat(SedimentDelivery.ratio(0.8, 0.5, index, 2)).isCloseTo(ratio, CLOSE);
    }

    @Test
    void sedimentYieldIsSoilLossTimesAreaTimesRatio() {
        assertThat(SedimentDelivery.sedimentYield(40, 10_000, 0.2, 1)).isCloseTo(80_000, CLOSE);
    }

    /** Values of 1 − 0.05/√(C/I) at ratios of capacity to inflow, by hand. */
    @ParameterizedTest
    @CsvSource({
        "0.0025, 0",
        "0.001, 0",
        "0.01, 0.5",
        "0.04, 0.75",
        "0.1, 0.841886116991581",
        "0.25, 0.9",
        "1, 0.95",
        "4, 0.975"
    })
    void trapEfficiencyIsTheMedianCurveOfBrune(double capacityToInflow, double efficiency) {
        assertThat(Reservoir.trapEfficiency(capacityToInflow * 3e8, 3e8, 0.05)).isCloseTo(efficiency, CLOSE);
    }

    @Test
    void depositConservesMassAndNeverExceedsTheStorage() {
        assertThat(Reservoir.deposit(1e7, 220_000, 0.9, 1.1) * 1.1 / 0.9).isCloseTo(220_000, within(1e-6));
        assertThat(Reservoir.deposit(100, 220_000, 0.9, 1.1)).isCloseTo(100, CLOSE);
        assertThat(Reservoir.trapEfficiency(0, 3e8, 0.05)).isZero();
    }

    @Test
    void storageLacksWhatIsBelowTheSmallest() {
        assertThat(Reservoir.shortfall(49e6, 51e6)).isCloseTo(2e6, CLOSE);
        assertThat(Reservoir.shortfall(52e6, 51e6)).isZero();
    }

    @Test
    void firmEnergySaturatesWithStorage() {
        assertThat(Reservoir.firmEnergy(0, 3e8, 120_000, 8)).isZero();
        assertThat(Reservoir.firmEnergy(3e8 * StrictMath.log(2) / 8, 3e8, 120_000, 8))
                .isCloseTo(60_000, within(1e-6));
    }

    @Test
    void carbonStockIsBiomassTimesRootsTimesCarbonTimesFortyFourTwelfths() {
        assertThat(CarbonCredits.stock(100, 1, 0.25, 0.47)).isCloseTo(100 * 1.25 * 0.47 * 44 / 12, CLOSE);
    }

    /** The first row is the example that the rule's own text prints: 32.9 % half-width give 8.6 %. */
    @ParameterizedTest
    @CsvSource({"0.20, 0, 0.91386", "0.05, 0, 0.978465", "0.20, 0.1, 0.822474", "5, 0, 0"})
    void deductionsFollowEachOther(double relativeError, double leakage, double kept) {
        assertThat(CarbonCredits.keptShare(0.4307, relativeError, leakage)).isCloseTo(kept, CLOSE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void creditsAreNeverNegativeAndNeverExceedTheStockGained(long seed) {
        Random random = new Random(seed);
        CarbonCredits credits = new CarbonCredits(1);
        double stock = 0;
        double issued = 0;
        for (int year = 0; year < 60; year++) {
            double change = random.nextGaussian(10, 40);
            double uncoveredBefore = credits.uncovered(0);
            double issue = credits.issue(0, change, 0.8, 0.15);
            stock += change;
            issued += issue;
            assertThat(issue).isNotNegative();
            assertThat(credits.buffer(0)).isNotNegative();
            assertThat(credits.uncovered(0)).isNotNegative();
            assertThat(issued + credits.buffer(0) - credits.uncovered(0)).isLessThanOrEqualTo(stock + 1e-9);
            if (change > 0 && uncoveredBefore == 0) {
                assertThat(issue).isCloseTo(0.65 * change, CLOSE);
            }
        }
    }

    @Test
    void aReversalIsCancelledFromTheBufferAndWhatItCannotCoverMustGrowBackFirst() {
        CarbonCredits credits = new CarbonCredits(1);
        assertThat(credits.issue(0, 100, 0.8, 0.15)).isCloseTo(65, CLOSE);
        assertThat(credits.issue(0, -50, 0.8, 0.15)).isZero();
        assertThat(credits.buffer(0)).isZero();
        assertThat(credits.uncovered(0)).isCloseTo(35, CLOSE);
        assertThat(credits.issue(0, 100, 0.8, 0.15)).isCloseTo(65 - 35, CLOSE);
        assertThat(credits.issue(0, 100, 0.8, 0.15)).isCloseTo(65, CLOSE);
    }

    /** 400,000 transitions; mean and variance within 4 standard errors of the closed form: false alarm below 2 in 10,000. */
    @ParameterizedTest
    @CsvSource({"0.03, 0.30", "0.5, 0.4", "0, 0.35"})
    void logPriceHasTheMomentsOfTheOrnsteinUhlenbeckProcess(double reversion, double volatility) {
        int draws = 40_000;
        int years = 10;
        Random random = new Random(7);
        double retained = StrictMath.exp(-reversion);
        double sd = CarbonPrice.yearlySd(volatility, reversion);
        double start = 0.8;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double logRatio = start;
            for (int year = 0; year < years; year++) {
                logRatio = CarbonPrice.nextLogRatio(logRatio, retained, sd, random.nextGaussian(), 0, 0, 0);
            }
            sum += logRatio;
            squares += logRatio * logRatio;
        }
        double mean = sum / draws;
        double variance = (squares - draws * mean * mean) / (draws - 1);
        double expected = reversion == 0
                ? volatility * volatility * years
                : volatility * volatility * (1 - StrictMath.exp(-2 * reversion * years)) / (2 * reversion);
        assertThat(mean).isCloseTo(start * StrictMath.exp(-reversion * years), within(4 * Math.sqrt(expected / draws)));
        assertThat(variance).isCloseTo(expected, within(4 * expected * Math.sqrt(2.0 / draws)));
    }

    @Test
    void jumpsAddTheirVarianceToTheLogPrice() {
        assertThat(CarbonPrice.nextLogRatio(0.4, 0.9, 0.3, 1, 4, 0.5, -2)).isCloseTo(0.36 + 0.3 - 2, CLOSE);
        assertThat(CarbonPrice.nextLogRatio(0.4, 0.9, 0.3, 1, 0, 0.5, -2)).isCloseTo(0.66, CLOSE);
    }

    /** 200,000 years; tolerances of 4 standard errors, false alarm below 1 in 10,000 for each. */
    @ParameterizedTest
    @CsvSource({"0.06, 0.25", "0.3, 0.1", "1, 0.4"})
    void suddenLossesComeAtTheirRateAndTakeTheirMean(double rate, double meanLoss) {
        int years = 200_000;
        RandomSite count = new RandomSite(11, "count");
        RandomSite size = new RandomSite(11, "size");
        int untouched = 0;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < years; draw++) {
            double share =
                    CompoundPoissonLoss.survivingShare(rate, meanLoss, count.uniform(draw, 3), size.drawKey(draw), 3);
            assertThat(share).isBetween(0.0, 1.0);
            untouched += share == 1 ? 1 : 0;
            sum += share;
            squares += share * share;
        }
        double quiet = StrictMath.exp(-rate);
        double mean = sum / years;
        double standardError = Math.sqrt((squares / years - mean * mean) / years);
        assertThat((double) untouched / years).isCloseTo(quiet, within(4 * Math.sqrt(quiet * (1 - quiet) / years)));
        assertThat(mean).isCloseTo(StrictMath.exp(-rate * meanLoss), within(4 * standardError));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHigherRateNeverSparesMoreOfTheSameDraw(long seed) {
        Random random = new Random(seed);
        double uniform = random.nextDouble();
        long sizes = random.nextLong();
        double lower = random.nextDouble(0, 0.5);
        double calm = CompoundPoissonLoss.survivingShare(lower, 0.25, uniform, sizes, 1);
        double rough = CompoundPoissonLoss.survivingShare(lower + 0.4, 0.25, uniform, sizes, 1);
        assertThat(rough).isLessThanOrEqualTo(calm);
    }

    @Test
    void fourTypesShareTheUnitInterval() {
        assertThat(CooperationType.of(0.29, 0.3, 0.1, 0.1)).isEqualTo(CooperationType.FREE_RIDER);
        assertThat(CooperationType.of(0.39, 0.3, 0.1, 0.1)).isEqualTo(CooperationType.HUMP_SHAPED);
        assertThat(CooperationType.of(0.49, 0.3, 0.1, 0.1)).isEqualTo(CooperationType.ALTRUIST);
        assertThat(CooperationType.of(0.51, 0.3, 0.1, 0.1)).isEqualTo(CooperationType.CONDITIONAL);
    }

    @Test
    void conditionalCooperatorsFollowTheOthersAndHumpShapedOnesStopAtHalf() {
        assertThat(Cooperation.answer(0.8, 2, 0)).isCloseTo(0.6, CLOSE);
        assertThat(Cooperation.answer(0.2, 2, 0)).isCloseTo(-0.6, CLOSE);
        assertThat(Cooperation.answer(0.8, 0, 2)).isCloseTo(-0.6, CLOSE);
        assertThat(Cooperation.answer(0.2, 0, 2)).isCloseTo(-0.6, CLOSE);
        assertThat(Cooperation.answer(0.9, 0, 0)).isZero();
    }

    @Test
    void urgencyIncentiveAndBeliefAreWhatTheirSentencesSay() {
        assertThat(Cooperation.urgency(0.125, 0.5)).isCloseTo(0.75, CLOSE);
        assertThat(Cooperation.urgency(0.6, 0.5)).isZero();
        assertThat(Cooperation.incentive(2, 30, 100)).isCloseTo(0.6, CLOSE);
        assertThat(Cooperation.nextBelief(0.5, 0.9, 0.25)).isCloseTo(0.6, CLOSE);
        assertThat(Cooperation.contribution(3)).isCloseTo(0.75, CLOSE);
    }

    @Test
    void readingsAreBiasedNoisyAndInRange() {
        assertThat(WatershedMeasurement.cover(0.5, 0.02, 0.04, -1)).isCloseTo(0.48, CLOSE);
        assertThat(WatershedMeasurement.cover(0.99, 0.02, 0.04, 1)).isCloseTo(1, CLOSE);
        assertThat(WatershedMeasurement.sediment(80_000, 0.25, 2)).isCloseTo(80_000 * StrictMath.exp(0.5), CLOSE);
        assertThat(WatershedMeasurement.provenCover(0.6, 0.04, 1.645)).isCloseTo(0.6 - 1.645 * 0.04, CLOSE);
        assertThat(WatershedMeasurement.provenSedimentReduction(240_000, 400_000, 4, 0.25, 1.645))
                .isCloseTo(1 - 0.6 * StrictMath.exp(1.645 * 0.125), CLOSE);
    }
}
