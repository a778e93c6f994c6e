// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.calibration;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Parameter;
import org.headwater.simulation.PublishedModel;

/**
 * How far the targets determine the parameters: calibrations from different starts.
 *
 * @param results in the order of the starts
 */
public record Identifiability(List<CalibrationResult> results) {

    /** @throws InvalidParameter if there is no result */
    public Identifiability {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new InvalidParameter("results", "none", "at least one");
        }
    }

    /** The results that fit. */
    public List<CalibrationResult> fitting() {
        return results.stream().filter(CalibrationResult::fits).toList();
    }

    /** The range of each parameter over the results that fit; empty if none does. A wide one is not determined. */
    public List<ParameterRange> ranges() {
        List<List<Parameter>> found = fitting().stream()
                .map(result -> new PublishedModel(result.parameters()).parameters())
                .toList();
        return found.isEmpty()
                ? List.of()
                : found.getFirst().stream()
                        .map(parameter -> range(parameter.name(), found))
                        .toList();
    }

    private static ParameterRange range(String name, List<List<Parameter>> found) {
        DoubleSummaryStatistics values = found.stream()
                .flatMap(List::stream)
                .filter(parameter -> parameter.name().equals(name))
                .mapToDouble(parameter -> parameter.prior().median())
                .summaryStatistics();
        return new ParameterRange(name, values.getMin(), values.getMax());
    }
}
