// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class AnnualLoadModelTest {

    private static final long SEED = 11;
    private static final int[] YEARS = {1990, 1991, 1993, 1994, 1995, 1998, 1999, 2000, 2001, 2004, 2005, 2006};

    private static double[] loads() {
        RandomSite noise = new RandomSite(SEED, "test-loads");
        return Arrays.stream(YEARS)
                .mapToDouble(year -> Math.exp(3 - 0.04 * (year - 2000) + 0.5 * noise.normal(0, year)))
                .toArray();
    }

    /**
     * Without drift and with a wide trend prior the posterior is least squares: the same line, and the classical prediction
     * interval but for the prior's year of data and the two degrees of freedom that a proper prior does not lose.
     */
    @Test
    void straightLineWithoutPriorKnowledgeIsLeastSquares() {
        AnnualLoadPrior prior = new AnnualLoadPrior(0.5, 1e-6, 10, 0);
        AnnualLoadForecast forecast = AnnualLoadModel.fit(prior, YEARS, loads()).forecast(2007, 2015);
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < YEARS.length; i++) {
            line.addData(YEARS[i], Math.log(loads()[i]));
        }
        double meanYear = Arrays.stream(YEARS).average().orElseThrow();
        for (int i = 0; i < 2; i++) {
            int year = forecast.years()[i];
            double leverage = 1 + 1.0 / YEARS.length + Math.pow(year - meanYear, 2) / line.getXSumSquares();
            double scale = Math.sqrt(line.getSumSquaredErrors() / YEARS.length * leverage);
            assertThat(forecast.logLocation(i)).isCloseTo(line.predict(year), within(1e-3));
            assertThat(forecast.logScale(i)).isCloseTo(scale, within(1e-3 * scale));
        }
        assertThat(forecast.degreesOfFreedom()).isCloseTo(YEARS.length, within(1e-5));
    }

    /** The textbook normal–inverse-gamma update with a 2 × 2 precision matrix, written out by hand. */
    @Test
    void conjugateUpdateEqualsTheTextbookForm() {
        AnnualLoadPrior prior = new AnnualLoadPrior(0.6, 3, 0.05, 0);
        AnnualLoadForecast forecast = AnnualLoadModel.fit(prior, YEARS, loads()).forecast(2012);
        int n = YEARS.length;
        double[] y = Arrays.stream(loads()).map(Math::log).toArray();
        double centre = Arrays.stream(y).average().orElseThrow();
        double levelPrecision = 1e-4 + n;
        double trendPrecision = 1 / (0.05 * 0.05);
        double cross = 0;
        double levelMoment = 0;
        double trendMoment = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double t = YEARS[i] - 2006;
            double r = y[i] - centre;
            cross += t;
            trendPrecision += t * t;
            levelMoment += r;
            trendMoment += t * r;
            squares += r * r;
        }
        double determinant = levelPrecision * trendPrecision - cross * cross;
        double level = (trendPrecision * levelMoment - cross * trendMoment) / determinant;
        double trend = (levelPrecision * trendMoment - cross * levelMoment) / determinant;
        double shape = 1.5 + n / 2.0;
        double rate = 1.5 * 0.36 + (squares - level * levelMoment - trend * trendMoment) / 2;
        double ahead = 6;
        double variance = 1 + (trendPrecision - 2 * ahead * cross + ahead * ahead * levelPrecision) / determinant;
        assertThat(forecast.logLocation(0)).isCloseTo(centre + level + trend * ahead, within(1e-9));
        assertThat(forecast.logScale(0)).isCloseTo(Math.sqrt(rate / shape * variance), within(1e-9));
        assertThat(forecast.degreesOfFreedom()).isEqualTo(2 * shape);
    }

    /** A drifting level without trend is the local-level model: a Kalman filter, year by year, must agree. */
    @Test
    void driftEqualsTheKalmanFilterOfTheLocalLevelModel() {
        AnnualLoadPrior prior = new AnnualLoadPrior(0.6, 2, 0, 0.2);
        AnnualLoadForecast forecast = AnnualLoadModel.fit(prior, YEARS, loads()).forecast(2010);
        double[] y = Arrays.stream(loads()).map(Math::log).toArray();
        double mean = Arrays.stream(y).average().orElseThrow();
        double variance = 1e4;
        double rate = 0.36;
        for (int i = 0; i < y.length; i++) {
            variance += i == 0 ? 0 : 0.2 * (YEARS[i] - YEARS[i - 1]);
            double innovation = y[i] - mean;
            double innovationVariance = variance + 1;
            rate += innovation * innovation / innovationVariance / 2;
            mean += variance / innovationVariance * innovation;
            variance = variance / innovationVariance;
        }
        double shape = 1 + y.length / 2.0;
        double scale = Math.sqrt(rate / shape * (variance + 0.2 * 4 + 1));
        assertThat(forecast.logLocation(0)).isCloseTo(mean, within(1e-9));
        assertThat(forecast.logScale(0)).isCloseTo(scale, within(1e-9));
    }

    /**
     * Data drawn from the model itself: the 90 % interval of two future years must hold 90 % of them. 4,000 data sets; the
     * bound of 4 standard errors of a proportion (0.019) has a false-alarm rate of 6e-5.
     */
    @Test
    void predictiveIntervalsCoverWhatTheModelGenerates() {
        AnnualLoadPrior prior = new AnnualLoadPrior(0.6, 6, 0.05, 0.1);
        int inside = 0;
        int replicates = 4_000;
        for (int replicate = 0; replicate < replicates; replicate++) {
            double[] logLoads = generate(prior, replicate, 20);
            double[] fitted = Arrays.stream(logLoads).limit(15).map(Math::exp).toArray();
            int[] years = IntStream.range(2000, 2015).toArray();
            AnnualLoadForecast forecast =
                    AnnualLoadModel.fit(prior, years, fitted).forecast(2019);
            double observed = logLoads[19];
            inside += observed >= forecast.logQuantile(0, 0.05) && observed <= forecast.logQuantile(0, 0.95) ? 1 : 0;
        }
        double standardError = Math.sqrt(0.9 * 0.1 / replicates);
        assertThat((double) inside / replicates).isCloseTo(0.9, within(4 * standardError));
    }

    private static double[] generate(AnnualLoadPrior prior, int replicate, int count) {
        double precision = new RandomGamma(SEED, "precision", prior.shape()).at(replicate) / prior.rate();
        double sigma = 1 / Math.sqrt(precision);
        double slope = sigma * prior.trendSd() * new RandomSite(SEED, "slope").normal(replicate, 0);
        RandomSite steps = new RandomSite(SEED, "steps");
        RandomSite noise = new RandomSite(SEED, "noise");
        double level = 3;
        double[] logLoads = new double[count];
        for (int t = 0; t < count; t++) {
            level += slope + sigma * Math.sqrt(prior.drift()) * steps.normal(replicate, t);
            logLoads[t] = level + sigma * noise.normal(replicate, t);
        }
        return logLoads;
    }

    /** Draws against the closed form: mean of logs to 4 standard errors, quantiles to 0.02 scale, CRPS to 0.005. */
    @Test
    void drawsFollowTheStudentDistribution() {
        AnnualLoadForecast forecast =
                AnnualLoadModel.fit(AnnualLoadPrior.standard(), YEARS, loads()).forecast(2007, 2009, 2016);
        AnnualLoads draws = forecast.draw(200_000, SEED, 2);
        TDistribution student = TDistribution.of(forecast.degreesOfFreedom());
        for (int i = 0; i < 3; i++) {
            double[] logs =
                    Arrays.stream(draws.in(forecast.years()[i])).map(Math::log).toArray();
            Summary summary = Summary.of(logs);
            double expectedSd = forecast.logScale(i) * Math.sqrt(student.getVariance());
            assertThat(summary.mean()).isCloseTo(forecast.logLocation(i), within(4 * summary.standardError()));
            assertThat(summary.sd()).isCloseTo(expectedSd, within(0.01 * expectedSd));
            assertThat(summary.q05()).isCloseTo(forecast.logQuantile(i, 0.05), within(0.02 * forecast.logScale(i)));
            assertThat(summary.q95()).isCloseTo(forecast.logQuantile(i, 0.95), within(0.02 * forecast.logScale(i)));
            double closed =
                    Scores.studentCrps(forecast.logLocation(i), forecast.logScale(i), forecast.degreesOfFreedom(), 2.5);
            assertThat(Scores.crps(logs, 2.5)).isCloseTo(closed, within(0.005));
        }
    }

    @Test
    void drawsDependNeitherOnThreadsNorOnLaterYears() {
        AnnualLoadModel model = AnnualLoadModel.fit(AnnualLoadPrior.standard(), YEARS, loads());
        AnnualLoads one = model.forecast(2007, 2008).draw(5_000, SEED, 1);
        assertThat(model.forecast(2007, 2008).draw(5_000, SEED, 7).digest()).isEqualTo(one.digest());
        assertThat(model.forecast(2007, 2008).draw(5_000, SEED + 1, 1).digest()).isNotEqualTo(one.digest());
        assertThat(model.forecast(2007, 2008, 2011).draw(5_000, SEED, 2).in(2008))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(one.in(2008));
    }

    @Test
    void forecastsDoNotDependOnTheUnitOfLoad() {
        double[] tonnes = Arrays.stream(loads()).map(load -> load * 31_557.6).toArray();
        AnnualLoadForecast small =
                AnnualLoadModel.fit(AnnualLoadPrior.standard(), YEARS, loads()).forecast(2010);
        AnnualLoadForecast large =
                AnnualLoadModel.fit(AnnualLoadPrior.standard(), YEARS, tonnes).forecast(2010);
        assertThat(large.logLocation(0) - small.logLocation(0)).isCloseTo(Math.log(31_557.6), within(1e-9));
        assertThat(large.logScale(0)).isCloseTo(small.logScale(0), within(1e-9));
    }

    @Test
    void refusesLoadsAndYearsThatAreNone() {
        assertRefused("loads", new int[] {2000, 2001, 2002}, 1, 0, 1);
        assertRefused("loads", new int[] {2000, 2001, 2002}, 1, Double.NaN, 1);
        assertRefused("loads", new int[] {2000, 2001, 2002}, 1, 2);
        assertRefused("years[2]", new int[] {2000, 2001, 2001}, 1, 2, 3);
        assertRefused("years", new int[] {2000, 2001}, 1, 2);
        AnnualLoadModel model = AnnualLoadModel.fit(AnnualLoadPrior.standard(), YEARS, loads());
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> model.forecast(2006));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(model::forecast);
    }

    private static void assertRefused(String name, int[] years, double... loads) {
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> AnnualLoadModel.fit(AnnualLoadPrior.standard(), years, loads))
                .satisfies(e -> assertThat(e.name()).isEqualTo(name));
    }
}
