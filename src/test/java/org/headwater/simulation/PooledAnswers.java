// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Persons who each answered several times with 0, 1 or 2 halves, binomial with
 * {@code logit p = a + u + (b + v)·(x − ½) − δ·(period − 1)}; a person's own u and v, bivariate normal, are integrated out on
 * Gauss–Hermite nodes. {@code ln(1 + e^η)} depends on an answer only through x and period, so it is taken once for
 * each such cell, and summed once for all persons who met the same cells.
 */
final class PooledAnswers {

    /** One answer, to a share x given by the other. */
    record Answer(String person, int period, double given, int halves) {}

    private record Cell(double surprise, int elapsed) {}

    private record Person(double halves, double bySurprise, double byElapsed, double logCoefficient, int pattern) {}

    private final GaussIntegrator rule;
    private final List<Cell> cells;
    private final List<int[]> patterns;
    private final List<Person> persons;

    private PooledAnswers(GaussIntegrator rule, List<Cell> cells, List<int[]> patterns, List<Person> persons) {
        this.rule = rule;
        this.cells = cells;
        this.patterns = patterns;
        this.persons = persons;
    }

    /** With so many nodes for u and as many for v. */
    static PooledAnswers of(List<List<Answer>> answers, int nodes) {
        Map<Cell, Integer> cells = new LinkedHashMap<>();
        Map<List<Integer>, Integer> patterns = new LinkedHashMap<>();
        List<Person> persons = new ArrayList<>();
        for (List<Answer> own : answers) {
            List<Integer> pattern = own.stream()
                    .map(PooledAnswers::cell)
                    .map(cell -> cells.computeIfAbsent(cell, added -> cells.size()))
                    .sorted()
                    .toList();
            persons.add(person(own, patterns.computeIfAbsent(pattern, added -> patterns.size())));
        }
        return new PooledAnswers(
                new GaussIntegratorFactory().hermite(nodes),
                List.copyOf(cells.keySet()),
                patterns.keySet().stream()
                        .map(pattern ->
                                pattern.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                persons);
    }

    private static Cell cell(Answer answer) {
        return new Cell(answer.given() - 0.5, answer.period() - 1);
    }

    private static Person person(List<Answer> own, int pattern) {
        double halves = 0;
        double bySurprise = 0;
        double byElapsed = 0;
        double logCoefficient = 0;
        for (Answer answer : own) {
            Cell cell = cell(answer);
            halves += answer.halves();
            bySurprise += answer.halves() * cell.surprise();
            byElapsed += answer.halves() * cell.elapsed();
            logCoefficient += answer.halves() == 1 ? Math.log(2) : 0;
        }
        return new Person(halves, bySurprise, byElapsed, logCoefficient, pattern);
    }

    /** Per person, at the point a, b, δ, ln sd of u, ln sd of v, artanh of their correlation; further numbers are ignored. */
    double[] logLikelihoods(double... point) {
        int nodes = rule.getNumberOfPoints();
        double[][] terms = new double[persons.size()][nodes * nodes];
        double[] logOnePlus = new double[cells.size()];
        double[] patternSums = new double[patterns.size()];
        double correlation = Math.tanh(point[5]);
        for (int node = 0; node < nodes * nodes; node++) {
            int i = node / nodes;
            int j = node % nodes;
            double first = Math.sqrt(2) * rule.getPoint(i);
            double second = Math.sqrt(2) * rule.getPoint(j);
            double intercept = point[0] + Math.exp(point[3]) * first;
            double slope = point[1]
                    + Math.exp(point[4]) * (correlation * first + Math.sqrt(1 - correlation * correlation) * second);
            double logWeight = Math.log(rule.getWeight(i) * rule.getWeight(j) / Math.PI);
            Arrays.setAll(logOnePlus, index -> {
                Cell cell = cells.get(index);
                return softplus(intercept + slope * cell.surprise() - point[2] * cell.elapsed());
            });
            Arrays.setAll(
                    patternSums,
                    index -> Arrays.stream(patterns.get(index))
                            .mapToDouble(cell -> logOnePlus[cell])
                            .sum());
            for (int index = 0; index < terms.length; index++) {
                Person person = persons.get(index);
                terms[index][node] = logWeight
                        + intercept * person.halves()
                        + slope * person.bySurprise()
                        - point[2] * person.byElapsed()
                        - 2 * patternSums[person.pattern()];
            }
        }
        double[] logLikelihoods = new double[persons.size()];
        Arrays.setAll(
                logLikelihoods, index -> persons.get(index).logCoefficient() + logSumOfExponentials(terms[index]));
        return logLikelihoods;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double logSumOfExponentials(double[] terms) {
        double largest = Arrays.stream(terms).max().orElseThrow();
        double sum = 0;
        for (double term : terms) {
            sum += term > largest - 40 ? Math.exp(term - largest) : 0;
        }
        return largest + Math.log(sum);
    }
}
