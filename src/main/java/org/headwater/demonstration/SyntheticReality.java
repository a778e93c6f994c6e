// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwater.demonstration.Monitoring.MonitoredValue;
import org.headwater.forecast.MilestoneAssessment;
import org.headwater.forecast.Reading;
import org.headwater.forecast.SimulatedWorlds;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator;
import org.headwater.project.Project;

/**
 * A made-up reality for a demonstration: one world of the project's own model under its mechanism, drawn with a seed that the
 * forecast never saw, and read with measurement error in the years that the milestones ask for.
 */
final class SyntheticReality {

    private static final String METHOD =
            "synthetic: one draw of the model with a seed of its own, read with measurement error";

    private final Project project;
    private final long seed;

    SyntheticReality(Project project, long seed) {
        this.project = project;
        this.seed = seed;
    }

    Monitoring monitor() {
        SimulatedWorlds reality = SimulatedWorlds.of(project, 1, seed, 1);
        List<MonitoredValue> values = new ArrayList<>();
        monitoredYears().forEach((indicatorId, years) -> {
            Indicator indicator = project.indicator(indicatorId).orElseThrow();
            years.forEach(year -> values.add(reading(reality, indicator, year)));
        });
        return new Monitoring(values);
    }

    private Map<String, TreeSet<Integer>> monitoredYears() {
        Map<String, TreeSet<Integer>> years = new TreeMap<>();
        for (Milestone milestone : project.contract().milestones()) {
            years.computeIfAbsent(milestone.indicator(), indicator -> new TreeSet<>())
                    .addAll(milestone.years());
        }
        return years;
    }

    private MonitoredValue reading(SimulatedWorlds reality, Indicator indicator, int year) {
        double value = MilestoneAssessment.predictive(
                reality, project.mechanism(), indicator, year, Reading.errorOf(indicator), seed)[0];
        return new MonitoredValue(
                indicator.id(),
                year,
                value,
                indicator.unit(),
                METHOD,
                indicator.measurement().sd(),
                indicator.measurement().distribution());
    }
}
