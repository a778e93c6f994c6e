// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A maximum of a likelihood, searched with the simplex of Nelder and Mead, restarted until it gains nothing.
 *
 * @param parameters where the log likelihood is largest
 * @param logLikelihood its value there, natural logarithm
 * @param standardErrors from the inverse of the negative Hessian there, by central differences
 */
record LikelihoodFit(double[] parameters, double logLikelihood, double[] standardErrors) {

    private static final double STEP = 1e-3;
    private static final double GAIN = 1e-7;
    private static final int MOST_RESTARTS = 40;

    static LikelihoodFit maximise(MultivariateFunction logLikelihood, double... start) {
        PointValuePair best = climb(logLikelihood, start);
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            PointValuePair next = climb(logLikelihood, best.getPoint());
            boolean settled = next.getValue() - best.getValue() < GAIN;
            best = next.getValue() > best.getValue() ? next : best;
            if (settled) {
                break;
            }
        }
        return new LikelihoodFit(best.getPoint(), best.getValue(), standardErrors(logLikelihood, best.getPoint()));
    }

    double parameter(int index) {
        return parameters[index];
    }

    double standardError(int index) {
        return standardErrors[index];
    }

    double akaike() {
        return 2 * parameters.length - 2 * logLikelihood;
    }

    private static PointValuePair climb(MultivariateFunction function, double[] start) {
        double[] steps = new double[start.length];
        Arrays.fill(steps, 0.3);
        return new SimplexOptimizer(1e-13, 1e-9)
                .optimize(
                        new MaxEval(100_000),
                        new ObjectiveFunction(function),
                        GoalType.MAXIMIZE,
                        new InitialGuess(start),
                        new NelderMeadSimplex(steps));
    }

    private static double[] standardErrors(MultivariateFunction function, double[] at) {
        int size = at.length;
        RealMatrix information = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double curvature = moved(function, at, i, STEP, j, STEP)
                        - moved(function, at, i, STEP, j, -STEP)
                        - moved(function, at, i, -STEP, j, STEP)
                        + moved(function, at, i, -STEP, j, -STEP);
                information.setEntry(i, j, -curvature / (4 * STEP * STEP));
            }
        }
        RealMatrix covariance = new LUDecomposition(information).getSolver().getInverse();
        double[] errors = new double[size];
        for (int i = 0; i < size; i++) {
            errors[i] = Math.sqrt(covariance.getEntry(i, i));
        }
        return errors;
    }

    private static double moved(
            MultivariateFunction function, double[] at, int first, double firstStep, int second, double secondStep) {
        double[] point = at.clone();
        point[first] += firstStep;
        point[second] += secondStep;
        return function.value(point);
    }
}
