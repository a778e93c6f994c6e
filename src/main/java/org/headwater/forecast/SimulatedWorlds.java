// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.project.Baseline;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.AnnualLoadModel;
import org.headwater.simulation.AnnualLoadPrior;
import org.headwater.simulation.AnnualLoads;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;

/**
 * A project in every world that its forecast speaks of: under each mechanism, and without the project. All worlds share
 * their noise, draw by draw. Calendar year {@code startYear + t} is year t of the model.
 *
 * <p>An indicator of the kind annual load follows the project's own record: without the project by {@link AnnualLoadModel},
 * under a mechanism the same load times exp(−b·(F_t − F_0)), the cover effect of the preset's forest health F with its
 * exponent b.
 */
public final class SimulatedWorlds {

    /** The label of the world that the baseline record describes. */
    public static final String NO_PROJECT = "no-project";

    private final Project project;
    private final PublishedParameters parameters;
    private final Map<String, Trajectories> mechanisms;
    private final Optional<AnnualLoads> recordedLoads;
    private final int draws;

    private SimulatedWorlds(
            Project project,
            PublishedParameters parameters,
            Map<String, Trajectories> mechanisms,
            Optional<AnnualLoads> recordedLoads,
            int draws) {
        this.project = project;
        this.parameters = parameters;
        this.mechanisms = mechanisms;
        this.recordedLoads = recordedLoads;
        this.draws = draws;
    }

    /**
     * Simulates all worlds; the result does not depend on the number of threads.
     *
     * @throws org.headwater.simulation.InvalidParameter if a count is out of the model's range
     */
    public static SimulatedWorlds of(Project project, int draws, long seed, int threads) {
        PublishedParameters parameters = parameters(project);
        Map<String, Trajectories> mechanisms = new PublishedModel(parameters)
                .simulate(World.underEach(Mechanism.standard()), new Sampling(draws, project.years(), seed, threads));
        return new SimulatedWorlds(
                project, parameters, mechanisms, recordedLoads(project, draws, seed, threads), draws);
    }

    private static PublishedParameters parameters(Project project) {
        PublishedParameters fitted = PublishedParameters.fitted();
        Double initial = project.model().initialForestHealth();
        return initial == null ? fitted : fitted.with("initialForestHealth", initial);
    }

    private static Optional<AnnualLoads> recordedLoads(Project project, int draws, long seed, int threads) {
        return switch (project.baseline()) {
            case Baseline.UnderMechanism ignored -> Optional.empty();
            case Baseline.FromRecord record ->
                Optional.of(fit(record)
                        .forecast(calendarYears(project).stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .draw(draws, seed, threads));
        };
    }

    private static AnnualLoadModel fit(Baseline.FromRecord past) {
        List<Baseline.YearValue> values = past.values().stream()
                .sorted(Comparator.comparingInt(Baseline.YearValue::year))
                .toList();
        return AnnualLoadModel.fit(
                AnnualLoadPrior.standard(),
                values.stream().mapToInt(Baseline.YearValue::year).toArray(),
                values.stream().mapToDouble(Baseline.YearValue::value).toArray());
    }

    private static List<Integer> calendarYears(Project project) {
        return IntStream.rangeClosed(project.startYear(), project.horizonYear())
                .boxed()
                .toList();
    }

    public int draws() {
        return draws;
    }

    /** The calendar years from the start to the horizon. */
    public List<Integer> years() {
        return calendarYears(project);
    }

    /** Model versions whose equations these draws came from. */
    public String modelVersion() {
        return recordedLoads.isPresent()
                ? PublishedModel.VERSION + "+" + AnnualLoadModel.VERSION
                : PublishedModel.VERSION;
    }

    Map<String, Trajectories> mechanisms() {
        return mechanisms;
    }

    /** The labels of all worlds: the mechanisms in their order, then {@link #NO_PROJECT} if there is a record. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(mechanisms.keySet());
        if (recordedLoads.isPresent()) {
            labels.add(NO_PROJECT);
        }
        return labels;
    }

    /** The world that the project's effect is counted against: the baseline's. */
    public String reference() {
        return switch (project.baseline()) {
            case Baseline.UnderMechanism baseline -> baseline.mechanism();
            case Baseline.FromRecord ignored -> NO_PROJECT;
        };
    }

    /** The world that observations are scored in: the project's own, or without it where no project took place. */
    public String expected() {
        return project.backTest() && recordedLoads.isPresent() ? NO_PROJECT : project.mechanism();
    }

    /** Whether the world says anything about the indicator; the record speaks of its own indicator only. */
    public boolean describes(String world, Indicator indicator) {
        return !world.equals(NO_PROJECT) || indicator.variable() == Indicator.Variable.ANNUAL_LOAD;
    }

    /**
     * The true values of an indicator in one calendar year, one per draw, in the indicator's unit.
     *
     * @throws IllegalArgumentException if the world, the year or the indicator is not part of the forecast
     */
    public double[] values(String world, Indicator indicator, int calendarYear) {
        int year = calendarYear - project.startYear();
        if (year < 0 || year > project.years()) {
            throw new IllegalArgumentException("year: was %d; allowed is %d to %d"
                    .formatted(calendarYear, project.startYear(), project.horizonYear()));
        }
        if (world.equals(NO_PROJECT)) {
            return loads(indicator, calendarYear);
        }
        Trajectories trajectories = trajectories(world);
        return switch (indicator.variable()) {
            case FOREST_HEALTH -> trajectories.at(PublishedModel.FOREST_HEALTH, year);
            case EROSION -> trajectories.at(PublishedModel.EROSION, year);
            case ANNUAL_LOAD -> coveredLoads(trajectories, indicator, calendarYear, year);
        };
    }

    /** The mean of {@link #values} over calendar years, one per draw. */
    public double[] means(String world, Indicator indicator, List<Integer> calendarYears) {
        double[] means = new double[draws];
        for (int year : calendarYears) {
            double[] values = values(world, indicator, year);
            for (int draw = 0; draw < draws; draw++) {
                means[draw] += values[draw] / calendarYears.size();
            }
        }
        return means;
    }

    private Trajectories trajectories(String world) {
        Trajectories trajectories = mechanisms.get(world);
        if (trajectories == null) {
            throw new IllegalArgumentException("world: was '%s'; allowed are %s".formatted(world, labels()));
        }
        return trajectories;
    }

    private double[] loads(Indicator indicator, int calendarYear) {
        if (indicator.variable() != Indicator.Variable.ANNUAL_LOAD) {
            throw new IllegalArgumentException("indicator: was '%s'; without the project only annual loads are forecast"
                    .formatted(indicator.id()));
        }
        return recordedLoads
                .orElseThrow(() -> new IllegalArgumentException("baseline: an annual load needs a record"))
                .in(calendarYear);
    }

    private double[] coveredLoads(Trajectories trajectories, Indicator indicator, int calendarYear, int year) {
        double[] loads = loads(indicator, calendarYear);
        double[] start = trajectories.at(PublishedModel.FOREST_HEALTH, 0);
        double[] now = trajectories.at(PublishedModel.FOREST_HEALTH, year);
        for (int draw = 0; draw < draws; draw++) {
            loads[draw] *= StrictMath.exp(-parameters.erosionExponent() * (now[draw] - start[draw]));
        }
        return loads;
    }

    /** SHA-256 over the digests of all draws: of each mechanism in its order, then of the recorded loads if there are any. */
    public String digest() {
        List<String> digests = new ArrayList<>(
                mechanisms.values().stream().map(Trajectories::digest).toList());
        recordedLoads.ifPresent(loads -> digests.add(loads.digest()));
        return sha256(String.join("\n", digests));
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
