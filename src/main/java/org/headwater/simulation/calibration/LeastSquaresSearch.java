// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.ValueAndJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.util.Pair;
import org.headwater.simulation.PublishedParameters;

/** One search for parameters, over the coordinates of those that are free. Holds the best set seen so far. */
final class LeastSquaresSearch implements ValueAndJacobianFunction {

    private static final int MOST_ITERATIONS = 30;
    private static final double TOLERANCE = 1e-4;
    private static final double DIFFERENCE = 1e-5;

    /**
     * Weights of a coordinate's distance from the start, in turn; the last one is that of the objective: one unit counts as
     * 0.01 of a target's tolerance. A strong pull first keeps the search from running to the ends of the ranges, where no
     * parameter moves anything.
     */
    private static final double[] PULLS = {3, 1, 0.3, 0.1, 0.03, 0.01};

    private final Misfit misfit;
    private final PublishedParameters start;
    private final List<SearchRange> free;
    private final DoubleConsumer progress;
    private final double[] origin;

    private double[] best;
    private double pull;
    private double objective = Double.POSITIVE_INFINITY;
    private boolean converged;
    private int evaluations;

    LeastSquaresSearch(Misfit misfit, PublishedParameters start, List<SearchRange> free, DoubleConsumer progress) {
        this.misfit = misfit;
        this.start = start;
        this.free = free;
        this.progress = progress;
        this.origin =
                free.stream().mapToDouble(range -> range.coordinate(start)).toArray();
        this.best = origin;
    }

    void run() {
        for (double next : PULLS) {
            pull = next;
            objective = Double.POSITIVE_INFINITY;
            converged = search(best);
        }
    }

    private boolean search(double[] from) {
        LevenbergMarquardtOptimizer optimizer = new LevenbergMarquardtOptimizer()
                .withCostRelativeTolerance(TOLERANCE)
                .withParameterRelativeTolerance(TOLERANCE);
        try {
            optimizer.optimize(new LeastSquaresBuilder()
                    .model(this)
                    .lazyEvaluation(true)
                    .target(new double[misfit.size() + free.size()])
                    .start(from)
                    .maxIterations(MOST_ITERATIONS)
                    .maxEvaluations(MOST_ITERATIONS)
                    .build());
            return true;
        } catch (MaxCountExceededException e) {
            return false;
        }
    }

    /** The parameters with the smallest objective seen. */
    PublishedParameters best() {
        return parameters(best);
    }

    double objective() {
        return objective;
    }

    boolean converged() {
        return converged;
    }

    int evaluations() {
        return evaluations;
    }

    /** Of the derivative of the targets' means alone, at the best parameters. */
    List<Double> singularValues() {
        double[] deviations = misfit.of(best());
        double[][] derivative = new double[misfit.targets()][];
        double[][] whole = derivative(best, deviations);
        System.arraycopy(whole, 0, derivative, 0, derivative.length);
        double[] values = new SingularValueDecomposition(new Array2DRowRealMatrix(derivative)).getSingularValues();
        return Arrays.stream(values).boxed().toList();
    }

    private PublishedParameters parameters(double[] coordinates) {
        PublishedParameters parameters = start;
        for (int i = 0; i < coordinates.length; i++) {
            SearchRange range = free.get(i);
            parameters = parameters.with(range.parameter(), range.value(coordinates[i]));
        }
        return parameters;
    }

    private double[] deviations(double[] coordinates) {
        evaluations++;
        progress.accept(Math.min(1, (double) evaluations / (MOST_ITERATIONS * (free.size() + 2))));
        return misfit.of(parameters(coordinates));
    }

    /** The deviations of the misfit, then the pull of each coordinate towards the start. */
    @Override
    public RealVector computeValue(double[] coordinates) {
        double[] deviations = deviations(coordinates);
        RealVector value = new ArrayRealVector(deviations, pulled(coordinates));
        double squares = value.dotProduct(value);
        if (squares < objective) {
            objective = squares;
            best = coordinates.clone();
        }
        return value;
    }

    private double[] pulled(double[] coordinates) {
        return IntStream.range(0, coordinates.length)
                .mapToDouble(i -> pull * (coordinates[i] - origin[i]))
                .toArray();
    }

    @Override
    public RealMatrix computeJacobian(double[] coordinates) {
        double[][] whole = derivative(coordinates, deviations(coordinates));
        RealMatrix jacobian = new Array2DRowRealMatrix(whole.length + free.size(), free.size());
        jacobian.setSubMatrix(whole, 0, 0);
        for (int i = 0; i < free.size(); i++) {
            jacobian.setEntry(whole.length + i, i, pull);
        }
        return jacobian;
    }

    /** Forward differences: rows are deviations, columns coordinates. */
    private double[][] derivative(double[] coordinates, double[] deviations) {
        double[][] derivative = new double[deviations.length][coordinates.length];
        for (int column = 0; column < coordinates.length; column++) {
            double[] moved = coordinates.clone();
            moved[column] += DIFFERENCE;
            double[] there = deviations(moved);
            for (int row = 0; row < deviations.length; row++) {
                derivative[row][column] = (there[row] - deviations[row]) / DIFFERENCE;
            }
        }
        return derivative;
    }

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector coordinates) {
        double[] at = coordinates.toArray();
        return new Pair<>(computeValue(at), computeJacobian(at));
    }
}
