// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.Model;
import org.headwater.simulation.Prior;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.headwater.simulation.causal.Effect;
import org.headwater.simulation.causal.Effects;

/**
 * A project in every world that its forecast speaks of: under each mechanism, and without the project. All worlds share
 * their noise, draw by draw. Calendar year {@code startYear + t} is year t of the model.
 *
 * <p>An indicator of the kind annual load follows the project's own record: without the project by {@link AnnualLoadModel},
 * under a mechanism the same load times exp(−b·(F_t − F_0)), the cover effect of the preset's forest health F with its
 * exponent b.
 *
 * <p>With the preset watershed the world without the project is the model's own, and every indicator is forecast in it.
 */
public final class SimulatedWorlds {

    /** The label of the world without the project: that of the baseline record, or the model's own. */
    public static final String NO_PROJECT = World.NO_PROJECT;

    /** Most draws × states of the preset watershed, which keeps 22 numbers of each in four worlds: 176 MB. */
    private static final int MOST_WATERSHED_STATES = 250_000;

    private final Project project;
    private final String modelVersion;
    private final Map<String, Trajectories> worlds;
    private final Optional<AnnualLoads> recordedLoads;
    private final int draws;

    private SimulatedWorlds(
            Project project,
            String modelVersion,
            Map<String, Trajectories> worlds,
            Optional<AnnualLoads> recordedLoads,
            int draws) {
        this.project = project;
        this.modelVersion = modelVersion;
        this.worlds = worlds;
        this.recordedLoads = recordedLoads;
        this.draws = draws;
    }

    /**
     * Simulates all worlds; the result does not depend on the number of threads.
     *
     * @throws org.headwater.simulation.InvalidParameter if a count is out of the model's range
     */
    public static SimulatedWorlds of(Project project, int draws, long seed, int threads) {
        Sampling sampling = new Sampling(draws, project.years(), seed, threads);
        Model model = model(project, sampling);
        return new SimulatedWorlds(
                project,
                model.version(),
                model.simulate(worlds(project), sampling),
                recordedLoads(project, draws, seed, threads),
                draws);
    }

    private static Model model(Project project, Sampling sampling) {
        if (!project.model().ofWatershed()) {
            return new PublishedModel(parameters(project));
        }
        int affordable = MOST_WATERSHED_STATES / (sampling.years() + 1);
        if (sampling.draws() > affordable) {
            throw new InvalidParameter(
                    "draws",
                    sampling.draws(),
                    "1 to %d in the preset watershed with %d years".formatted(affordable, sampling.years()));
        }
        return WatershedModel.reference()
                .with("area", new Prior.Fixed(project.area().hectares()));
    }

    private static List<World> worlds(Project project) {
        List<World> worlds = new ArrayList<>(World.underEach(Mechanism.standard()));
        if (project.model().ofWatershed()) {
            worlds.add(World.withoutProject());
        }
        return worlds;
    }

    private static PublishedParameters parameters(Project project) {
        PublishedParameters fitted = PublishedParameters.fitted();
        Double initial = project.model().initialForestHealth();
        return initial == null ? fitted : fitted.with("initialForestHealth", initial);
    }

    private static Optional<AnnualLoads> recordedLoads(Project project, int draws, long seed, int threads) {
        return switch (project.baseline()) {
            case Baseline.UnderMechanism ignored -> Optional.empty();
            case Baseline.WithoutProject ignored -> Optional.empty();
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
        return recordedLoads.isPresent() ? modelVersion + "+" + AnnualLoadModel.VERSION : modelVersion;
    }

    /**
     * The paired contrasts at the horizon. With the preset published those of its two indicators between the mechanisms; with
     * the preset watershed those of the project's indicators, first against the world without the project, which are the
     * additionality of each mechanism.
     */
    List<Effect> effects(double level) {
        return project.model().ofWatershed()
                ? Effects.compare(horizon(), 0, level)
                : Effects.compare(worlds, project.years(), level);
    }

    /** The project's indicators at the horizon, as trajectories of a single state. */
    private Map<String, Trajectories> horizon() {
        List<org.headwater.simulation.Indicator> indicators =
                project.indicators().stream().map(SimulatedWorlds::renamed).toList();
        Map<String, Trajectories> horizon = new LinkedHashMap<>();
        horizon.put(NO_PROJECT, horizon(NO_PROJECT, indicators));
        worlds.keySet().forEach(world -> horizon.computeIfAbsent(world, label -> horizon(label, indicators)));
        return horizon;
    }

    private Trajectories horizon(String world, List<org.headwater.simulation.Indicator> indicators) {
        return Trajectories.of(
                indicators,
                project.indicators().stream()
                        .map(indicator -> new double[][] {values(world, indicator, project.horizonYear())})
                        .toArray(double[][][]::new));
    }

    private static org.headwater.simulation.Indicator renamed(Indicator indicator) {
        return new org.headwater.simulation.Indicator(
                indicator.id(),
                indicator.unit(),
                indicator.betterWhen() == Indicator.Direction.LOWER
                        ? org.headwater.simulation.Indicator.Direction.LESS
                        : org.headwater.simulation.Indicator.Direction.MORE);
    }

    /** The labels of all worlds: the mechanisms in their order, then {@link #NO_PROJECT} if a record or the model has it. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>(worlds.keySet());
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
            case Baseline.WithoutProject ignored -> NO_PROJECT;
        };
    }

    /** The world that observations are scored in: the project's own, or without it where no project took place. */
    public String expected() {
        return project.backTest() && recordedLoads.isPresent() ? NO_PROJECT : project.mechanism();
    }

    /** Whether the world says anything about the indicator; the record speaks of its own indicator only. */
    public boolean describes(String world, Indicator indicator) {
        return !world.equals(NO_PROJECT)
                || worlds.containsKey(NO_PROJECT)
                || indicator.variable() == Indicator.Variable.ANNUAL_LOAD;
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
        if (world.equals(NO_PROJECT) && !worlds.containsKey(NO_PROJECT)) {
            return loads(indicator, calendarYear);
        }
        Trajectories trajectories = trajectories(world);
        return indicator.variable() == Indicator.Variable.ANNUAL_LOAD
                ? coveredLoads(trajectories, indicator, calendarYear, year)
                : trajectories.at(trajectories.indicator(indicator.variable().label()), year);
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
        Trajectories trajectories = worlds.get(world);
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
        double exponent = parameters(project).erosionExponent();
        double[] loads = loads(indicator, calendarYear);
        double[] start = trajectories.at(PublishedModel.FOREST_HEALTH, 0);
        double[] now = trajectories.at(PublishedModel.FOREST_HEALTH, year);
        for (int draw = 0; draw < draws; draw++) {
            loads[draw] *= StrictMath.exp(-exponent * (now[draw] - start[draw]));
        }
        return loads;
    }

    /**
     * SHA-256 over the digests of all draws: of each mechanism in its order, of the model's world without the project if it has
     * one, then of the recorded loads if there are any.
     */
    public String digest() {
        List<String> digests = new ArrayList<>(
                worlds.values().stream().map(Trajectories::digest).toList());
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
