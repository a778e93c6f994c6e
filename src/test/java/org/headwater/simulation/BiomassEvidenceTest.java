// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.util.Pair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Chapman–Richards curve of naturally regrowing tropical forest, by non-linear least squares on the logarithm of biomass.
 * Data: GROA (Cook-Patton et al. 2020, CC BY 4.0). An estimate has no sampling error left once the file is fixed: tolerances
 * are those of the printed digits.
 */
class BiomassEvidenceTest {

    private static List<Plot> plots = List.of();

    private record Plot(String site, double age, double logBiomass) {}

    /** ln A, ln k, ln p and the sd of what remains. */
    private record Curve(double logAsymptote, double logRate, double logShape) {

        double logBiomass(double age) {
            return logAsymptote + Math.exp(logShape) * Math.log(-Math.expm1(-Math.exp(logRate) * age));
        }

        double[] gradient(double age) {
            double rate = Math.exp(logRate);
            double shape = Math.exp(logShape);
            double open = Math.exp(-rate * age);
            return new double[] {1, shape * rate * age * open / (1 - open), shape * Math.log(1 - open)};
        }
    }

    @BeforeAll
    static void readPlots() throws IOException {
        plots = EvidenceFile.rows("groa_tropical_agb.csv").stream()
                .map(row -> new Plot(
                        String.valueOf(row.get("site_id")),
                        EvidenceFile.number(row, "stand_age"),
                        Math.log(EvidenceFile.number(row, "agb_Mg_ha"))))
                .toList();
    }

    @Test
    void asymptoteRateAndShapeOfAllPlots() {
        assertThat(plots).hasSize(2002);
        Optimum fit = fit(plots);
        assertThat(Math.exp(fit.getPoint().getEntry(0))).isCloseTo(267.0, within(0.1));
        assertThat(Math.exp(fit.getPoint().getEntry(1))).isCloseTo(0.02446, within(0.00001));
        assertThat(Math.exp(fit.getPoint().getEntry(2))).isCloseTo(1.198, within(0.001));
        assertThat(residualSd(fit, plots)).isCloseTo(1.032, within(0.001));
    }

    /** The rounded curve A 260, k 0.025, p 1.2 is the best one for every purpose: the sd about it grows in the fourth digit. */
    @Test
    void roundedCurveFitsAsWellAsTheBest() {
        Curve rounded = new Curve(Math.log(260), Math.log(0.025), Math.log(1.2));
        double best = rootMeanSquare(plots, curve(fit(plots)));
        assertThat(rootMeanSquare(plots, rounded)).isBetween(best, best + 0.0005);
        assertThat(WatershedParameters.BIOMASS_ASYMPTOTE.prior().median()).isCloseTo(260, within(1e-9));
        assertThat(WatershedParameters.BIOMASS_RATE.prior().median()).isEqualTo(0.025);
        assertThat(WatershedParameters.BIOMASS_SHAPE.prior().median()).isEqualTo(1.2);
    }

    /** Above ten years the scatter is smaller: 0.81 about the pooled curve; 0.66 to 0.88 by class of age. */
    @Test
    void scatterIsSmallerAboveAgeTen() {
        Curve pooled = curve(fit(plots));
        assertThat(sdOfResiduals(age -> age > 10, pooled)).isCloseTo(0.81, within(0.005));
        assertThat(sdOfResiduals(age -> age <= 5, pooled)).isCloseTo(1.60, within(0.005));
        double[] edges = {10, 15, 20, 30, 50, 100};
        for (int i = 1; i < edges.length; i++) {
            double from = edges[i - 1];
            double to = edges[i];
            assertThat(sdOfResiduals(age -> age > from && age <= to, pooled)).isBetween(0.66, 0.88);
        }
    }

    /**
     * A and k are nearly one parameter: to draw both independently from their own standard errors would put far more spread
     * on a stand of 60 years than the data leave.
     */
    @Test
    void asymptoteAndRateMayNotBeDrawnApart() {
        Optimum fit = fit(plots);
        double variance = Math.pow(residualSd(fit, plots), 2);
        RealMatrix covariance = fit.getCovariances(1e-14).scalarMultiply(variance);
        double asymptoteError = Math.sqrt(covariance.getEntry(0, 0));
        double rateError = Math.sqrt(covariance.getEntry(1, 1));
        assertThat(asymptoteError).isCloseTo(0.18, within(0.005));
        assertThat(rateError).isCloseTo(0.26, within(0.005));
        assertThat(covariance.getEntry(0, 1) / (asymptoteError * rateError)).isLessThan(-0.95);
        double[] gradient = curve(fit).gradient(60);
        double together = Math.sqrt(quadratic(covariance, gradient));
        double apart = Math.hypot(gradient[0] * asymptoteError, gradient[1] * rateError);
        assertThat(together).isLessThan(0.1);
        assertThat(apart).isGreaterThan(2 * together);
    }

    /** A project of many hectares averages over plots, not over sites: its factor has the sd between sites. */
    @Test
    void sitesDifferByLessThanThePooledScatter() {
        LikelihoodFit all = sites(age -> true);
        assertThat(Math.exp(all.parameter(1))).isCloseTo(0.64, within(0.01));
        assertThat(Math.exp(all.parameter(2))).isCloseTo(0.78, within(0.01));
        LikelihoodFit old = sites(age -> age > 10);
        assertThat(Math.exp(old.parameter(1))).isCloseTo(0.63, within(0.01));
        assertThat(Math.exp(old.parameter(2))).isCloseTo(0.53, within(0.01));
    }

    /** Mean, ln sd between sites, ln sd within, of the residuals about the pooled curve: a one-way layout with unequal numbers. */
    private static LikelihoodFit sites(DoublePredicate ages) {
        Curve pooled = curve(fit(plots));
        Map<String, List<Double>> residuals = plots.stream()
                .filter(plot -> ages.test(plot.age()))
                .collect(Collectors.groupingBy(
                        Plot::site,
                        Collectors.mapping(
                                plot -> plot.logBiomass() - pooled.logBiomass(plot.age()), Collectors.toList())));
        return LikelihoodFit.maximise(
                point -> residuals.values().stream()
                        .mapToDouble(site -> logDensity(site, point[0], Math.exp(point[1]), Math.exp(point[2])))
                        .sum(),
                0,
                -0.3,
                -0.3);
    }

    private static double logDensity(List<Double> site, double mean, double between, double within) {
        int count = site.size();
        double sum = site.stream().mapToDouble(value -> value - mean).sum();
        double squares =
                site.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
        double ofSum = within * within + count * between * between;
        return -0.5
                * (count * Math.log(2 * Math.PI)
                        + 2 * (count - 1) * Math.log(within)
                        + Math.log(ofSum)
                        + (squares - between * between * sum * sum / ofSum) / (within * within));
    }

    private static Optimum fit(List<Plot> from) {
        double[] target = from.stream().mapToDouble(Plot::logBiomass).toArray();
        return new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(new double[] {5, -3, 0})
                        .target(target)
                        .model(point -> {
                            Curve curve = new Curve(point.getEntry(0), point.getEntry(1), point.getEntry(2));
                            double[] values = from.stream()
                                    .mapToDouble(plot -> curve.logBiomass(plot.age()))
                                    .toArray();
                            double[][] jacobian = from.stream()
                                    .map(plot -> curve.gradient(plot.age()))
                                    .toArray(double[][]::new);
                            return Pair.create(
                                    new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
                        })
                        .lazyEvaluation(false)
                        .maxEvaluations(1000)
                        .maxIterations(1000)
                        .build());
    }

    private static Curve curve(Optimum fit) {
        return new Curve(
                fit.getPoint().getEntry(0),
                fit.getPoint().getEntry(1),
                fit.getPoint().getEntry(2));
    }

    private static double residualSd(Optimum fit, List<Plot> from) {
        return rootMeanSquare(from, curve(fit)) * Math.sqrt(from.size() / (from.size() - 3.0));
    }

    private static double rootMeanSquare(List<Plot> from, Curve curve) {
        return Math.sqrt(Arrays.stream(residuals(from, curve))
                .map(residual -> residual * residual)
                .average()
                .orElseThrow());
    }

    private static double sdOfResiduals(DoublePredicate ages, Curve curve) {
        return new StandardDeviation()
                .evaluate(residuals(
                        plots.stream().filter(plot -> ages.test(plot.age())).toList(), curve));
    }

    private static double[] residuals(List<Plot> from, Curve curve) {
        return from.stream()
                .mapToDouble(plot -> plot.logBiomass() - curve.logBiomass(plot.age()))
                .toArray();
    }

    private static double quadratic(RealMatrix matrix, double[] vector) {
        return new ArrayRealVector(vector).dotProduct(matrix.operate(new ArrayRealVector(vector)));
    }
}
