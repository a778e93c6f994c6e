// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headwater.Examples;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.Trajectories;
import org.headwater.simulation.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedWorldsTest {

    private static final int DRAWS = 50;
    private static final long SEED = 5;

    private static final Project SYNTHETIC = Project.from(Examples.project(Examples.SYNTHETIC));
    private static final Project BACK_TEST = Project.from(Examples.project(Examples.BACK_TEST));

    private static SimulatedWorlds worlds(Project project) {
        return SimulatedWorlds.of(project, DRAWS, SEED, 2);
    }

    private static Indicator indicator(Project project, String id) {
        return project.indicator(id).orElseThrow();
    }

    /** The cover effect, exp(−b·(F_t − F_0)), on the load that the same draw has without the project. */
    @ParameterizedTest
    @MethodSource("org.headwater.simulation.Mechanism#standard")
    void loadUnderAMechanismIsTheLoadWithoutItTimesTheCoverEffect(Mechanism mechanism) {
        PublishedParameters parameters = PublishedParameters.fitted();
        Trajectories forest = new PublishedModel(parameters)
                .simulate(World.under(mechanism), new Sampling(DRAWS, BACK_TEST.years(), SEED, 1));
        SimulatedWorlds worlds = worlds(BACK_TEST);
        Indicator load = indicator(BACK_TEST, "sediment-load");
        for (int year = 0; year <= BACK_TEST.years(); year++) {
            double[] without = worlds.values(SimulatedWorlds.NO_PROJECT, load, 2011 + year);
            double[] with = worlds.values(mechanism.label(), load, 2011 + year);
            for (int draw = 0; draw < DRAWS; draw++) {
                double gain = forest.value(PublishedModel.FOREST_HEALTH, draw, year)
                        - forest.value(PublishedModel.FOREST_HEALTH, draw, 0);
                double expected = without[draw] * Math.exp(-parameters.erosionExponent() * gain);
                assertThat(with[draw]).isCloseTo(expected, within(1e-12 * expected));
            }
        }
    }

    @Test
    void indicatorsOfTheModelAreItsTrajectories() {
        Trajectories expected = new PublishedModel(PublishedParameters.fitted())
                .simulate(World.under(Mechanism.CREDIT_TRADING), new Sampling(DRAWS, SYNTHETIC.years(), SEED, 1));

        assertThat(worlds(SYNTHETIC).values("credit-trading", indicator(SYNTHETIC, "forest-health"), 2034))
                .containsExactly(expected.at(PublishedModel.FOREST_HEALTH, 8));
        assertThat(worlds(SYNTHETIC).values("credit-trading", indicator(SYNTHETIC, "erosion"), 2046))
                .containsExactly(expected.at(PublishedModel.EROSION, 20));
    }

    @Test
    void meansAverageTheYearsOfEachDraw() {
        SimulatedWorlds worlds = worlds(SYNTHETIC);
        Indicator erosion = indicator(SYNTHETIC, "erosion");
        double[] first = worlds.values("cost-sharing", erosion, 2038);
        double[] second = worlds.values("cost-sharing", erosion, 2040);
        double[] means = worlds.means("cost-sharing", erosion, List.of(2038, 2040));

        for (int draw = 0; draw < DRAWS; draw++) {
            assertThat(means[draw]).isCloseTo((first[draw] + second[draw]) / 2, within(1e-12));
        }
    }

    @Test
    void effectIsCountedAgainstTheBaselineAndABackTestIsScoredWithoutTheProject() {
        assertThat(worlds(SYNTHETIC).reference()).isEqualTo("cost-sharing");
        assertThat(worlds(SYNTHETIC).expected()).isEqualTo("performance-contract");
        assertThat(worlds(BACK_TEST).reference()).isEqualTo("no-project");
        assertThat(worlds(BACK_TEST).expected()).isEqualTo("no-project");
    }

    @ParameterizedTest
    @MethodSource("org.headwater.Examples#projects")
    void digestIsThatOfTheDrawsWhateverTheThreads(String file) {
        Project project = Project.from(Examples.project(file));
        String digest = SimulatedWorlds.of(project, DRAWS, SEED, 1).digest();

        assertThat(SimulatedWorlds.of(project, DRAWS, SEED, 7).digest()).isEqualTo(digest);
        assertThat(SimulatedWorlds.of(project, DRAWS, SEED + 1, 1).digest()).isNotEqualTo(digest);
        assertThat(SimulatedWorlds.of(project, DRAWS + 1, SEED, 1).digest()).isNotEqualTo(digest);
    }

    @Test
    void refusesYearsOutsideTheForecast() {
        Indicator erosion = indicator(SYNTHETIC, "erosion");
        for (int year : new int[] {2025, 2047}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> worlds(SYNTHETIC).values("cost-sharing", erosion, year))
                    .withMessage("year: was %d; allowed is 2026 to 2046".formatted(year));
        }
    }

    @Test
    void refusesUnknownWorldsNamingThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> worlds(SYNTHETIC).values("lottery", indicator(SYNTHETIC, "erosion"), 2030))
                .withMessageContaining("lottery")
                .withMessageContaining("cost-sharing, performance-contract, credit-trading");
    }

    @Test
    void refusesToSpeakOfMoreThanTheRecordWithoutTheProject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> worlds(BACK_TEST)
                        .values(SimulatedWorlds.NO_PROJECT, indicator(SYNTHETIC, "forest-health"), 2012))
                .withMessageContaining("forest-health");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> worlds(SYNTHETIC)
                        .values(SimulatedWorlds.NO_PROJECT, indicator(BACK_TEST, "sediment-load"), 2030))
                .withMessageContaining("needs a record");
    }
}
