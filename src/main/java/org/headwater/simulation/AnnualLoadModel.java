// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Bayesian forecast of the yearly load at one gauge without a project: a log-linear trend with a drifting level and
 * independent noise from year to year,
 *
 * <pre>
 *   ln y_t = α + β·(t − T) + w_t + ε_t,   ε_t ~ N(0, σ²),   w a random walk with Var(w_t − w_{t−1}) = σ²·drift,
 *   α | σ² ~ N(mean ln y, 10⁴·σ²),   β | σ² ~ N(0, σ²·trendSd²),   σ² ~ inverse gamma(a₀, b₀).
 * </pre>
 *
 * <p>Given the prior, everything but σ² is jointly normal with covariance σ²·K, so the posterior predictive of any future
 * years is a multivariate Student-t in closed form: the conjugate normal–inverse-gamma update with generalised least
 * squares. Source: A. Gelman et al., Bayesian Data Analysis, 3rd edition, chapters 14 and 21; C. E. Rasmussen and C. K. I.
 * Williams, Gaussian Processes for Machine Learning, section 2.2. Immutable.
 */
public final class AnnualLoadModel {

    /** Name and version of the equations; a change of any output bit is a new version. */
    public static final String VERSION = "annual-load-2";

    /** Fewest years that can be fitted. */
    public static final int FEWEST_YEARS = 3;

    private static final int MOST_YEARS = 2000;
    private static final int LAST_CALENDAR_YEAR = 9999;
    private static final double LEVEL_VARIANCE = 1e4;

    private final AnnualLoadPrior prior;
    private final int[] years;
    private final double centre;
    private final RealVector residual;
    private final DecompositionSolver solver;
    private final double shape;
    private final double rate;

    private AnnualLoadModel(AnnualLoadPrior prior, int[] years, double[] logLoads) {
        this.prior = prior;
        this.years = years;
        this.centre = Summary.mean(logLoads);
        this.residual = new ArrayRealVector(logLoads).mapSubtract(centre);
        this.solver = new CholeskyDecomposition(covariance(years, years)).getSolver();
        this.shape = prior.shape() + years.length / 2.0;
        this.rate = prior.rate() + residual.dotProduct(solver.solve(residual)) / 2;
    }

    /**
     * Fits the model.
     *
     * @param years calendar years in ascending order, at least {@link #FEWEST_YEARS}; gaps are allowed
     * @param loads the load of each year in any one unit, positive and finite
     * @throws InvalidParameter if the arrays differ in length or a value is not allowed
     */
    public static AnnualLoadModel fit(AnnualLoadPrior prior, int[] years, double[] loads) {
        requireYears("years", years, FEWEST_YEARS);
        if (loads.length != years.length) {
            throw new InvalidParameter("loads", loads.length + " values", years.length + " values, one for each year");
        }
        double[] logLoads = Arrays.stream(loads).map(AnnualLoadModel::logOfLoad).toArray();
        return new AnnualLoadModel(prior, years.clone(), logLoads);
    }

    private static double logOfLoad(double load) {
        return StrictMath.log(InvalidParameter.requireBetween("loads", load, Double.MIN_NORMAL, Double.MAX_VALUE));
    }

    private static void requireYears(String name, int[] years, int fewest) {
        InvalidParameter.requireBetween(name, years.length, fewest, MOST_YEARS);
        for (int i = 0; i < years.length; i++) {
            int earliest = i == 0 ? 0 : years[i - 1] + 1;
            InvalidParameter.requireBetween(name + "[" + i + "]", years[i], earliest, LAST_CALENDAR_YEAR);
        }
    }

    /**
     * The posterior predictive distribution of future loads.
     *
     * @param futureYears calendar years in ascending order, each after the last fitted year
     * @throws InvalidParameter if a year is not allowed
     */
    public AnnualLoadForecast forecast(int... futureYears) {
        requireYears("futureYears", futureYears, 1);
        InvalidParameter.requireBetween("futureYears[0]", futureYears[0], lastYear() + 1, LAST_CALENDAR_YEAR);
        RealMatrix across = covariance(futureYears, years);
        RealVector location = across.operate(solver.solve(residual)).mapAdd(centre);
        RealMatrix explained = across.multiply(solver.solve(across.transpose()));
        RealMatrix scale =
                covariance(futureYears, futureYears).subtract(explained).scalarMultiply(rate / shape);
        return new AnnualLoadForecast(futureYears.clone(), location.toArray(), lowerTriangle(scale), 2 * shape);
    }

    private int lastYear() {
        return years[years.length - 1];
    }

    private static double[][] lowerTriangle(RealMatrix scale) {
        RealMatrix symmetric = scale.add(scale.transpose()).scalarMultiply(0.5);
        return new CholeskyDecomposition(symmetric).getL().getData();
    }

    /** K: the prior covariance of log loads in units of σ². */
    private RealMatrix covariance(int[] rows, int[] columns) {
        double[][] covariance = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                covariance[i][j] = covariance(rows[i], columns[j]);
            }
        }
        return new Array2DRowRealMatrix(covariance, false);
    }

    private double covariance(int year, int other) {
        double trend = prior.trendSd() * prior.trendSd() * (year - lastYear()) * (other - lastYear());
        double walk = prior.drift() * (Math.min(year, other) - years[0]);
        double noise = year == other ? 1 : 0;
        return LEVEL_VARIANCE + trend + walk + noise;
    }
}
