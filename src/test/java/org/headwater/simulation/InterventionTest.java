// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.headwater.simulation.Mechanism.COST_SHARING;
import static org.headwater.simulation.Mechanism.CREDIT_TRADING;
import static org.headwater.simulation.Mechanism.PERFORMANCE_CONTRACT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.headwater.simulation.Intervention.SetContribution;
import org.headwater.simulation.Intervention.SetMechanism;
import org.headwater.simulation.Intervention.SetParameter;
import org.headwater.simulation.Intervention.SetState;
import org.headwater.simulation.Intervention.WithoutProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each do means. "Untouched" means equal to the bit, in every draw. */
class InterventionTest {

    private static final int DRAWS = 300;
    private static final int YEARS = 12;
    private static final Sampling SAMPLING = new Sampling(DRAWS, YEARS, 11, 1);

    /** A model with a value for each of its states that none of its draws reaches by itself. */
    private record Preset(Model model, Map<String, Double> states) {

        Trajectories simulate(World world) {
            return model.simulate(world, SAMPLING);
        }

        @Override
        public String toString() {
            return model.version();
        }
    }

    private static Stream<Preset> presets() {
        Map<String, Double> published = Map.of("forest-health", 0.0625, "erosion", 0.0625, "log-price", 0.75);
        Map<String, Double> watershed = new HashMap<>(
                Map.of("canopy-cover", 0.0625, "biomass", 4096.0, "reservoir-storage", 3.0e7, "carbon-price", 1024.0));
        for (Party party : Party.values()) {
            watershed.put("belief/" + party.label(), 0.0625);
        }
        return Stream.of(
                new Preset(PublishedModel.fitted(), published), new Preset(WatershedModel.reference(), watershed));
    }

    /** Every state, under every mechanism, in the first year, a middle one, and the last. */
    @ParameterizedTest
    @MethodSource("presets")
    void settingAStateLeavesTheYearsBeforeUntouchedAndMovesTheRest(Preset preset) {
        assertThat(preset.states().keySet())
                .containsExactlyInAnyOrderElementsOf(preset.model().states());
        preset.states().forEach((state, value) -> {
            for (int year : new int[] {1, 6, YEARS}) {
                boolean moved = false;
                for (Mechanism mechanism : Mechanism.standard()) {
                    Trajectories free = preset.simulate(World.under(mechanism));
                    Trajectories set = preset.simulate(World.under(mechanism).doing(new SetState(state, year, value)));
                    assertEqual(preset, free, set, 0, year - 1);
                    moved |= !free.digest().equals(set.digest());
                }
                assertThat(moved)
                        .as("do(%s at %d) under some mechanism", state, year)
                        .isTrue();
            }
        });
    }

    /** A state that stayed where it was set would be the same as one set again a year later. */
    @ParameterizedTest
    @MethodSource("presets")
    void aStateIsSetOnceAndNotHeld(Preset preset) {
        preset.states().forEach((state, value) -> {
            boolean moved = false;
            for (World world : World.underEach(Mechanism.standard())) {
                World once = world.doing(new SetState(state, 6, value));
                World again = once.doing(new SetState(state, 7, value));
                moved |= !preset.simulate(once)
                        .digest()
                        .equals(preset.simulate(again).digest());
            }
            assertThat(moved).as(state).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aStateSetAfterTheHorizonIsNeverSet(Preset preset) {
        preset.states()
                .forEach((state, value) -> assertThat(preset.simulate(
                                        World.under(CREDIT_TRADING).doing(new SetState(state, YEARS + 1, value)))
                                .digest())
                        .isEqualTo(preset.simulate(World.under(CREDIT_TRADING)).digest()));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aWorldIsTheSameAloneAndBesideOthersThatIntervene(Preset preset) {
        List<World> worlds = new ArrayList<>(World.underEach(Mechanism.standard()));
        preset.states()
                .forEach((state, value) -> worlds.add(World.under(COST_SHARING)
                        .doing(new SetState(state, 3, value))
                        .labelled("set " + state)));
        worlds.add(World.under(COST_SHARING)
                .doing(new SetContribution(Party.NGO, 1))
                .labelled("contribution"));
        Map<String, Trajectories> together = preset.model().simulate(worlds, SAMPLING);
        for (World world : worlds) {
            assertThat(Objects.requireNonNull(together.get(world.label())).digest())
                    .as(world.label())
                    .isEqualTo(preset.simulate(world).digest());
        }
    }

    /** A parameter set to a value is a model in which it has that value in every draw: the prior is cut, nothing else. */
    @ParameterizedTest
    @MethodSource("presets")
    void settingAParameterGivesItThatValueInEveryDraw(Preset preset) {
        World world = World.under(COST_SHARING)
                .doing(new SetMechanism(PERFORMANCE_CONTRACT, 4))
                .doing(new SetMechanism(CREDIT_TRADING, 8));
        for (Parameter parameter : preset.model().parameters()) {
            double value = between(parameter);
            Trajectories set = preset.simulate(world.doing(new SetParameter(parameter.name(), value)));
            Trajectories built = fixing(preset.model(), parameter.name(), value).simulate(world, SAMPLING);
            assertThat(set.digest()).as(parameter.name()).isEqualTo(built.digest());
        }
    }

    /** Near the prior, but not at its median, and allowed. */
    private static double between(Parameter parameter) {
        return parameter.require(0.9 * parameter.prior().median()
                + 0.1 * parameter.prior().quantile(0.9)
                - 0.01 * (parameter.prior().median() - parameter.lowest()));
    }

    private static Model fixing(Model model, String parameter, double value) {
        return switch (model) {
            case WatershedModel watershed -> watershed.with(parameter, new Prior.Fixed(value));
            case PublishedModel ignored ->
                new PublishedModel(PublishedParameters.fitted().with(parameter, value));
        };
    }

    @ParameterizedTest
    @MethodSource("presets")
    void theLastValueOfAParameterCounts(Preset preset) {
        Parameter parameter = preset.model().parameters().getFirst();
        double value = between(parameter);
        World once = World.under(COST_SHARING).doing(new SetParameter(parameter.name(), value));
        World twice = World.under(COST_SHARING)
                .doing(new SetParameter(parameter.name(), parameter.prior().median()))
                .doing(new SetParameter(parameter.name(), value));
        assertThat(preset.simulate(twice).digest())
                .isEqualTo(preset.simulate(once).digest())
                .isNotEqualTo(preset.simulate(World.under(COST_SHARING)).digest());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aMechanismHoldsFromItsYearOn(Preset preset) {
        Trajectories before = preset.simulate(World.under(COST_SHARING));
        for (Mechanism mechanism : List.of(PERFORMANCE_CONTRACT, CREDIT_TRADING)) {
            Trajectories fromSix = preset.simulate(World.under(COST_SHARING).doing(new SetMechanism(mechanism, 6)));
            assertEqual(preset, before, fromSix, 0, 5);
            Indicator first = preset.model().indicators().getFirst();
            assertThat(fromSix.at(first, 6)).isNotEqualTo(before.at(first, 6));
            Trajectories fromOne = preset.simulate(World.under(COST_SHARING).doing(new SetMechanism(mechanism, 1)));
            assertThat(fromOne.digest())
                    .isEqualTo(preset.simulate(World.under(mechanism)).digest());
            Trajectories never =
                    preset.simulate(World.under(COST_SHARING).doing(new SetMechanism(mechanism, YEARS + 1)));
            assertThat(never.digest()).isEqualTo(before.digest());
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void refusesWhatTheModelDoesNotHave(Preset preset) {
        World base = World.under(COST_SHARING);
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> preset.simulate(base.doing(new SetParameter("luck", 1))))
                .withMessageContaining("luck")
                .withMessageContaining(preset.model().parameters().getFirst().name());
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> preset.simulate(base.doing(new SetState("mood", 1, 0.5))))
                .withMessageContaining("mood")
                .withMessageContaining(preset.model().states().getFirst());
        for (String state : preset.model().states()) {
            for (double impossible : new double[] {Double.NaN, -1e300, 1e300}) {
                assertThatExceptionOfType(InvalidParameter.class)
                        .isThrownBy(() -> preset.simulate(base.doing(new SetState(state, 1, impossible))))
                        .satisfies(e -> assertThat(e.name()).isEqualTo(state));
            }
        }
        for (Parameter parameter : preset.model().parameters()) {
            for (double impossible : new double[] {Double.NaN, -1e300, 1e300}) {
                assertThatExceptionOfType(InvalidParameter.class)
                        .isThrownBy(() -> preset.simulate(base.doing(new SetParameter(parameter.name(), impossible))))
                        .satisfies(e -> assertThat(e.name()).isEqualTo(parameter.name()));
            }
        }
    }

    @Test
    void refusesYearsAndLevelsThatCannotBe() {
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> new SetState("forest-health", 0, 0.5));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> new SetMechanism(COST_SHARING, 0));
        assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> new SetContribution(Party.NGO, 1.5));
    }

    private static void assertEqual(Preset preset, Trajectories one, Trajectories other, int from, int to) {
        for (Indicator indicator : preset.model().indicators()) {
            for (int year = from; year <= to; year++) {
                assertThat(other.at(indicator, year))
                        .as("%s in year %d", indicator.label(), year)
                        .isEqualTo(one.at(indicator, year));
            }
        }
    }

    /**
     * With all contributions at one level the forest obeys F' = clip(F + r·c·F(1−F) − d·(1−c)·F + 0.06·F(1−F)·z, 0.01, 1), whose z
     * can be read off the free world and must carry the other one on from the value that was set. Tolerance 1e-9 for rounding,
     * which the division by 0.06·F(1−F) ≥ 0.005 and six years magnify.
     */
    @Test
    void afterTheYearInWhichForestHealthIsSetItsDynamicsGoOnWithTheSameNoise() {
        double level = 0.7;
        World free = allContribute(level);
        Trajectories factual = PublishedModel.fitted().simulate(free, SAMPLING);
        Trajectories set =
                PublishedModel.fitted().simulate(free.doing(new SetState("forest-health", 6, 0.55)), SAMPLING);
        for (int draw = 0; draw < DRAWS; draw++) {
            double expected = 0.55;
            for (int year = 6; year <= YEARS; year++) {
                double before = factual.value(PublishedModel.FOREST_HEALTH, draw, year - 1);
                double after = factual.value(PublishedModel.FOREST_HEALTH, draw, year);
                double z = (after - expectedHealth(before, level)) / (0.06 * before * (1 - before));
                expected = expectedHealth(expected, level) + 0.06 * expected * (1 - expected) * z;
                assertThat(set.value(PublishedModel.FOREST_HEALTH, draw, year)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static World allContribute(double level) {
        World world = World.under(COST_SHARING);
        for (Party party : Party.values()) {
            world = world.doing(new SetContribution(party, level));
        }
        return world;
    }

    private static double expectedHealth(double health, double level) {
        return health + 0.4621 * level * health * (1 - health) - 0.2745 * (1 - level) * health;
    }

    /** Every draw starts year 1 at F₀ = 0.30, so that setting it there changes nothing at all. */
    @Test
    void settingAStateToTheValueThatItHasChangesNothing() {
        for (Mechanism mechanism : Mechanism.standard()) {
            World world = World.under(mechanism);
            assertThat(PublishedModel.fitted()
                            .simulate(world.doing(new SetState("forest-health", 1, 0.30)), SAMPLING)
                            .digest())
                    .isEqualTo(PublishedModel.fitted().simulate(world, SAMPLING).digest());
        }
    }

    /** Cost sharing looks neither at erosion nor at the price, and erosion acts on nothing else. */
    @Test
    void aStateThatTheMechanismDoesNotLookAtMovesNothing() {
        PublishedModel model = PublishedModel.fitted();
        String free = model.simulate(World.under(COST_SHARING), SAMPLING).digest();
        for (String state : List.of("erosion", "log-price")) {
            World set = World.under(COST_SHARING).doing(new SetState(state, 4, 0.5));
            assertThat(model.simulate(set, SAMPLING).digest()).as(state).isEqualTo(free);
        }
    }

    /** E is drawn anew each year from F; under cost sharing its parameters do not reach F. */
    @Test
    void aParameterOfErosionLeavesTheForestUntouched() {
        PublishedModel model = PublishedModel.fitted();
        Trajectories free = model.simulate(World.under(COST_SHARING), SAMPLING);
        Trajectories set =
                model.simulate(World.under(COST_SHARING).doing(new SetParameter("erosionExponent", 2)), SAMPLING);
        for (int year = 0; year <= YEARS; year++) {
            assertThat(set.at(PublishedModel.FOREST_HEALTH, year))
                    .isEqualTo(free.at(PublishedModel.FOREST_HEALTH, year));
            double[] ratio = set.at(PublishedModel.EROSION, year);
            double[] health = free.at(PublishedModel.FOREST_HEALTH, year);
            double[] erosion = free.at(PublishedModel.EROSION, year);
            for (int draw = 0; draw < DRAWS; draw++) {
                assertThat(ratio[draw] / erosion[draw])
                        .isCloseTo(StrictMath.exp(-(2 - 0.8912) * health[draw]), within(1e-12));
            }
        }
    }

    /** With every contribution fixed, mechanisms differ in nothing that the forest feels. */
    @Test
    void fixedContributionsCutTheMechanismOff() {
        Trajectories shared = PublishedModel.fitted().simulate(allContribute(0.4), SAMPLING);
        World credits = allContribute(0.4).doing(new SetMechanism(CREDIT_TRADING, 1));
        assertThat(PublishedModel.fitted().simulate(credits, SAMPLING).digest()).isEqualTo(shared.digest());
        assertThat(Arrays.stream(shared.at(PublishedModel.FOREST_HEALTH, YEARS))
                        .distinct()
                        .count())
                .isGreaterThan(DRAWS / 2);
    }

    @Test
    void thePublishedPresetHasNoWorldWithoutTheProjectAndSaysWhatItsReferenceIs() {
        World none = new World("none", List.of(new WithoutProject()));
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> PublishedModel.fitted().simulate(none, SAMPLING))
                .withMessage("intervention: no-project is not allowed; allowed: a mechanism:"
                        + " the preset published has no baseline world, its reference is cost-sharing");
    }

    /** What happens before the project begins is the baseline, to the bit; it is effort of its own, not none. */
    @Test
    void withoutTheProjectThePartiesDoWhatTheBaselineDescribes() {
        WatershedModel model = WatershedModel.reference();
        Preset preset = new Preset(model, Map.of());
        Trajectories none = preset.simulate(World.withoutProject());
        Trajectories later = preset.simulate(World.withoutProject().doing(new SetMechanism(COST_SHARING, 6)));
        assertEqual(preset, none, later, 0, 5);
        assertThat(later.at(WatershedModel.CANOPY_COVER, 6)).isNotEqualTo(none.at(WatershedModel.CANOPY_COVER, 6));
        assertThat(Summary.of(none.at(WatershedModel.RESTORATION_EFFORT, 6)).q05())
                .isPositive();
        World ended = World.under(COST_SHARING).doing(new WithoutProject());
        assertThat(preset.simulate(ended).digest()).isEqualTo(none.digest());
    }

    /** The dam fills from what the slopes deliver and sends nothing back to them. */
    @Test
    void settingTheStorageOfTheReservoirLeavesTheSlopesUntouched() {
        WatershedModel model = WatershedModel.reference();
        Trajectories free = model.simulate(World.under(COST_SHARING), SAMPLING);
        Trajectories set =
                model.simulate(World.under(COST_SHARING).doing(new SetState("reservoir-storage", 4, 3e7)), SAMPLING);
        for (Indicator indicator :
                List.of(WatershedModel.CANOPY_COVER, WatershedModel.BIOMASS, WatershedModel.SEDIMENT_YIELD)) {
            for (int year = 0; year <= YEARS; year++) {
                assertThat(set.at(indicator, year)).isEqualTo(free.at(indicator, year));
            }
        }
        double[] storage = set.at(WatershedModel.RESERVOIR_STORAGE, 4);
        assertThat(Arrays.stream(storage).max().orElseThrow()).isLessThanOrEqualTo(3e7);
        assertThat(set.at(WatershedModel.FIRM_ENERGY, 4)).isNotEqualTo(free.at(WatershedModel.FIRM_ENERGY, 4));
    }
}
