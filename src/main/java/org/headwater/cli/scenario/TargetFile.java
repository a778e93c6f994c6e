// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.calibration.Target;
import org.headwater.simulation.calibration.TargetTable;
import picocli.CommandLine.ParameterException;

/** A table of target means: a line {@code mechanism,indicator,mean}, then one line of these per target. */
final class TargetFile {

    private static final String COLUMNS = "mechanism,indicator,mean";

    private TargetFile() {}

    /** @throws ParameterException naming the line that is not one */
    static TargetTable parse(TextFile file, int year, boolean creditsSpreadMore) {
        List<String> lines = file.read().lines().map(String::strip).toList();
        if (lines.isEmpty() || !lines.getFirst().equals(COLUMNS)) {
            throw file.refused("a file whose first line is " + COLUMNS, null);
        }
        List<Target> targets = lines.stream()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> target(file, line))
                .toList();
        return new TargetTable(year, targets, creditsSpreadMore);
    }

    private static Target target(TextFile file, String line) {
        List<String> cells = List.of(line.split(",", -1));
        if (cells.size() != 3) {
            throw file.refused("three values in each line, not \"%s\"".formatted(line), null);
        }
        try {
            return Target.of(cells.get(0), cells.get(1), Double.parseDouble(cells.get(2)));
        } catch (NumberFormatException e) {
            throw file.refused("a number as mean, not \"%s\"".formatted(cells.get(2)), e);
        } catch (InvalidParameter e) {
            throw file.refused("lines with %s of %s, not \"%s\"".formatted(e.name(), e.allowed(), line), e);
        }
    }
}
