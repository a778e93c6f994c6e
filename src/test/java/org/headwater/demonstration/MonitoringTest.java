// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headwater.Examples;
import org.headwater.demonstration.Monitoring.MonitoredValue;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.forecast.MilestoneAssessment;
import org.headwater.forecast.Reading;
import org.headwater.forecast.SimulatedWorlds;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MonitoringTest {

    private static final String EXAMPLE = "observations-back-test.json";
    private static final Project SYNTHETIC = Project.from(Examples.project(Examples.SYNTHETIC));
    private static final Project BACK_TEST = Project.from(Examples.project(Examples.BACK_TEST));

    private static List<Violation> violations(JsonNode json) {
        return MonitoringCheck.violations(Monitoring.from(json), BACK_TEST);
    }

    @Test
    void exampleFitsItsProject() {
        assertThat(violations(Examples.json(EXAMPLE))).isEmpty();
        assertThat(Monitoring.from(Examples.json(EXAMPLE)).observations())
                .extracting(MonitoredValue::year)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2011, 2018).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/observations/3/indicator; \"turbidity\"; turbidity; one of sediment-load",
                "/observations/0/year; 2010; 2010; 2011 to 2019",
                "/observations/0/year; 2020; 2020; 2011 to 2019",
                "/observations/7/year; 2012; 2012; once",
                "/observations/2/unit; \"t/a\"; t/a; kg/s",
                "/observations/2/value; 0; 0.0; above 0",
                "/observations/2/value; -1; -1.0; above 0",
                "/observations/2/value; 2e9; 2.0E9; at most 1.0E9",
                "/observations/2/standardDeviation; 11; 11.0; at most 3.0"
            })
    void refusesValuesThatDoNotFitTheProject(String pointer, String value, String shown, String allowed) {
        JsonNode json = Examples.json(EXAMPLE);
        Examples.set(json, pointer, Json.mapper().readTree(value));

        assertThat(violations(json)).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.value()).isEqualTo(shown);
            assertThat(violation.allowed()).contains(allowed);
        });
    }

    @Test
    void refusesAMilestoneThatNothingWasMonitoredOf() {
        List<MonitoredValue> values =
                new ArrayList<>(Monitoring.from(Examples.json(EXAMPLE)).observations());
        values.removeIf(value -> value.year() >= 2014 && value.year() <= 2016);

        assertThat(MonitoringCheck.violations(new Monitoring(values), BACK_TEST))
                .containsExactly(
                        new Violation(
                                "/observations",
                                "no value of sediment-load in [2014, 2015, 2016]",
                                "a value for every year of 'Sediment load 2014 to 2016'"),
                        new Violation(
                                "/observations",
                                "no value of sediment-load in [2014, 2015, 2016]",
                                "a value for every year of 'Sediment load 2011 to 2018'"));
    }

    @ParameterizedTest
    @CsvSource({"/observations/0/standardDeviation, -1", "/observations/0/value, \"much\"", "/observations/0/colour, 1"
    })
    void refusesByTheSchemaNamingTheMember(String pointer, String value) {
        JsonNode json = Examples.json(EXAMPLE);
        Examples.set(json, pointer, Json.mapper().readTree(value));

        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> Monitoring.from(json))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::pointer)
                        .containsExactly(pointer));
    }

    @Test
    void syntheticRealityIsDeterminedByItsSeed() {
        Monitoring reality = new SyntheticReality(SYNTHETIC, 7).monitor();

        assertThat(new SyntheticReality(SYNTHETIC, 7).monitor()).isEqualTo(reality);
        assertThat(new SyntheticReality(SYNTHETIC, 8).monitor()).isNotEqualTo(reality);
    }

    @Test
    void syntheticRealityIsMonitoredInTheYearsOfTheMilestones() {
        List<MonitoredValue> values =
                new SyntheticReality(SYNTHETIC, 7).monitor().observations();

        assertThat(yearsOf("forest-health", values)).containsExactly(2034, 2046);
        assertThat(yearsOf("erosion", values)).containsExactly(2038, 2039, 2040, 2041, 2042);
        assertThat(values)
                .hasSize(7)
                .allSatisfy(value -> assertThat(value.method()).startsWith("synthetic"));
        assertThat(MonitoringCheck.violations(new Monitoring(values), SYNTHETIC))
                .isEmpty();
    }

    private static List<Integer> yearsOf(String indicator, List<MonitoredValue> values) {
        return values.stream()
                .filter(value -> value.indicator().equals(indicator))
                .map(MonitoredValue::year)
                .toList();
    }

    /** The default seeds: the demonstration would be no test if it observed one of the worlds it had forecast. */
    @Test
    void syntheticRealityIsNoneOfTheForecastDraws() {
        SimulatedWorlds forecast =
                SimulatedWorlds.of(SYNTHETIC, Demonstration.Subject.DRAWS, Demonstration.Subject.SEED, 2);
        Monitoring reality = new SyntheticReality(SYNTHETIC, Demonstration.Subject.REALITY_SEED).monitor();
        for (MonitoredValue value : reality.observations()) {
            assertThat(readings(forecast, value, Demonstration.Subject.SEED)).doesNotContain(value.value());
        }
        Monitoring sameSeed = new SyntheticReality(SYNTHETIC, Demonstration.Subject.SEED).monitor();
        for (MonitoredValue value : sameSeed.observations()) {
            assertThat(readings(forecast, value, Demonstration.Subject.SEED)).startsWith(value.value());
        }
    }

    private static double[] readings(SimulatedWorlds worlds, MonitoredValue value, long seed) {
        Indicator indicator = SYNTHETIC.indicator(value.indicator()).orElseThrow();
        return MilestoneAssessment.predictive(
                worlds, SYNTHETIC.mechanism(), indicator, value.year(), Reading.errorOf(indicator), seed);
    }
}
