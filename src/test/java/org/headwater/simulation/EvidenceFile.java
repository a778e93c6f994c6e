// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A public data file beside the project, from which a prior was estimated. A test that needs an absent one is skipped. */
final class EvidenceFile {

    private EvidenceFile() {}

    /** The rows by column name, without quotes. */
    static List<Map<String, String>> rows(String name) throws IOException {
        Path file = Path.of("../shared/data", name);
        assumeTrue(Files.exists(file), () -> "skipped: the file " + file + " is missing");
        List<List<String>> lines =
                Files.readAllLines(file).stream().map(EvidenceFile::cells).toList();
        List<String> header = lines.getFirst();
        return lines.stream()
                .skip(1)
                .map(cells ->
                        IntStream.range(0, header.size()).boxed().collect(Collectors.toMap(header::get, cells::get)))
                .toList();
    }

    static double number(Map<String, String> row, String column) {
        String cell = row.get(column);
        if (cell == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return Double.parseDouble(cell);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
