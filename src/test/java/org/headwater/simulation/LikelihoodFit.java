// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * A maximum of a likelihood, searched by quadratic models within a trust region (Powell's BOBYQA), restarted until it gains nothing.
 *
 * @param parameters where the log likelihood is largest
 * @param logLikelihood its value there, natural logarithm
 * @param standardErrors from the inverse of the negative Hessian there, by central differences
 */
record LikelihoodFit(double[] parameters, double logLikelihood, double[] standardErrors) {

    private static final double STEP = 1e-3;
    private static final double TRUST = 0.3;
    private static final double STOP = 1e-4;
    private static final double GAIN = 1e-6;
    private static final int MOST_RESTARTS = 20;

    static LikelihoodFit maximise(MultivariateFunction logLikelihood, double... start) {
        PointValuePair best = climb(logLikelihood, start);
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            PointValuePair next = climb(logLikelihood, best.getPoint());
            if (next.getValue() - best.getValue() < GAIN) {
                break;
            }
            best = next;
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
        return new BOBYQAOptimizer(2 * start.length + 1, TRUST, STOP)
                .optimize(
                        new MaxEval(5_000),
                        new ObjectiveFunction(function),
                        GoalType.MAXIMIZE,
                        new InitialGuess(start),
                        SimpleBounds.unbounded(start.length));
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
