// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A table as comma-separated values (RFC 4180): a row of names, then the rows; lines end with CR LF. */
record Csv(List<String> columns, List<? extends List<?>> rows) {

    @Override
    public String toString() {
        return line(columns) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> quoted(cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
