// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headwater.demonstration.Monitoring.MonitoredValue;
import org.headwater.document.Violation;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Indicator;
import org.headwater.project.Project;

/** What a schema cannot say: rules that tie monitored values to the project they are handed in with. */
final class MonitoringCheck {

    private final Project project;
    private final List<Violation> violations = new ArrayList<>();

    private MonitoringCheck(Project project) {
        this.project = project;
    }

    static List<Violation> violations(Monitoring monitoring, Project project) {
        MonitoringCheck check = new MonitoringCheck(project);
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < monitoring.observations().size(); index++) {
            check.value("/observations/" + index, monitoring.observations().get(index), seen);
        }
        project.contract().milestones().forEach(milestone -> check.milestone(milestone, monitoring));
        return check.violations;
    }

    private void value(String pointer, MonitoredValue value, Set<String> seen) {
        project.indicator(value.indicator())
                .ifPresentOrElse(
                        indicator -> valueOf(pointer, value, indicator),
                        () -> refuse(pointer + "/indicator", value.indicator(), "one of " + identifiers()));
        if (value.year() < project.startYear() || value.year() > project.horizonYear()) {
            refuse(pointer + "/year", value.year(), "%d to %d".formatted(project.startYear(), project.horizonYear()));
        }
        if (!seen.add(value.indicator() + " " + value.year())) {
            refuse(pointer + "/year", value.year(), "each year of an indicator once");
        }
    }

    private void valueOf(String pointer, MonitoredValue value, Indicator indicator) {
        if (!indicator.unit().equals(value.unit())) {
            refuse(pointer + "/unit", value.unit(), indicator.unit());
        }
        if (!indicator.admits(value.value())) {
            refuse(pointer + "/value", value.value(), indicator.admitted());
        }
        Double sd = value.standardDeviation();
        if (sd != null && !value.distribution().admits(sd)) {
            refuse(pointer + "/standardDeviation", sd, value.distribution().admitted());
        }
    }

    private void milestone(Milestone milestone, Monitoring monitoring) {
        List<Integer> missing = new ArrayList<>(milestone.years());
        monitoring.observations().stream()
                .filter(value -> value.indicator().equals(milestone.indicator()))
                .forEach(value -> missing.remove((Integer) value.year()));
        if (!missing.isEmpty()) {
            refuse(
                    "/observations",
                    "no value of %s in %s".formatted(milestone.indicator(), missing),
                    "a value for every year of '%s'".formatted(milestone.name()));
        }
    }

    private String identifiers() {
        return String.join(
                ", ", project.indicators().stream().map(Indicator::id).toList());
    }

    private void refuse(String pointer, Object value, String allowed) {
        violations.add(new Violation(pointer, String.valueOf(value), allowed));
    }
}
