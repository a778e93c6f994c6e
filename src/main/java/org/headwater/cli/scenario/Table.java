// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows for people in columns of equal width: words to the left, numbers to the right. */
record Table(List<String> columns, List<? extends List<?>> rows) {

    @Override
    public String toString() {
        List<List<String>> cells = Stream.concat(
                        Stream.of(columns), rows.stream().map(Table::words))
                .toList();
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return cells.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(row.get(column), widths[column], isNumber(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String padded(String cell, int width, boolean toTheRight) {
        String room = " ".repeat(width - cell.length());
        return toTheRight ? room + cell : cell + room;
    }

    private boolean isNumber(int column) {
        return !rows.isEmpty() && rows.getFirst().get(column) instanceof Number;
    }

    private static List<String> words(List<?> row) {
        return row.stream().map(Table::word).toList();
    }

    private static String word(Object cell) {
        return cell instanceof Double number ? significant(number) : cell.toString();
    }

    private static String significant(double number) {
        double size = Math.abs(number);
        int decimals = size >= 10_000 ? 0 : size >= 1_000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4;
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return digits.matches("-[0.]*") ? digits.substring(1) : digits;
    }
}
