// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.headwater.consent.TextTraces;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;

/**
 * A table as comma-separated values (RFC 4180) in UTF-8: a header, then rows of as many cells. A cell that a spreadsheet
 * would run is text here, and is published behind an apostrophe, which makes it text there too (OWASP ASVS 1.2.10).
 */
final class CsvTable {

    private static final int MOST_COLUMNS = 1000;
    private static final int MOST_FAULTS = 100;
    private static final String STARTS_FORMULA = "=+-@\t\r";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern PRECISE = Pattern.compile("-?\\d{1,3}\\.\\d{4,}");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final Set<String> PLACES = Set.of(
            "lat", "latitude", "lon", "lng", "long", "longitude", "easting", "northing", "geometry", "wkt", "x", "y");
    private static final Set<String> PERSONS =
            Set.of("person", "owner", "farmer", "surname", "firstname", "lastname", "email", "phone", "address");

    private final List<CSVRecord> rows;

    private CsvTable(List<CSVRecord> rows) {
        this.rows = rows;
    }

    /** Whether these bytes can be a table: UTF-8 without control characters, and no markup, JSON or XML. */
    static boolean looksLikeText(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            boolean plain = text.chars().noneMatch(c -> (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f);
            return plain && !text.isBlank() && "<{[".indexOf(text.stripLeading().charAt(0)) < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The table that the bytes hold; refused with each row that does not fit, at most a hundred. */
    static CsvTable of(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        try (CSVParser parser = FORMAT.parse(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text))) {
            List<CSVRecord> rows = new ArrayList<>();
            List<Violation> faults = new ArrayList<>();
            int columns = 0;
            for (CSVRecord row : parser) {
                columns = rows.isEmpty() ? requireHeader(row) : columns;
                if (row.size() != columns && faults.size() < MOST_FAULTS) {
                    faults.add(new Violation(
                            "/file/rows/" + rows.size(), row.size() + " cells", columns + " cells as in the header"));
                }
                rows.add(row);
            }
            if (rows.size() < 2) {
                throw Refusal.ofFile(rows.size() + " rows", "a header and at least one row");
            }
            InvalidDocument.throwIfAny(faults);
            return new CsvTable(rows);
        } catch (IOException | UncheckedIOException malformed) {
            throw Refusal.ofFile("a table that cannot be read: " + malformed.getMessage(), "CSV (RFC 4180)");
        }
    }

    private static int requireHeader(CSVRecord header) {
        if (header.size() > MOST_COLUMNS) {
            throw Refusal.ofFile(header.size() + " columns", "at most " + MOST_COLUMNS);
        }
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            throw Refusal.of("/file/rows/0", header.get(0), "cells parted by commas, with points in numbers");
        }
        return header.size();
    }

    /** What says where something is: the name of a column, a cell, or two columns that run like coordinates; empty if nothing. */
    Optional<String> place() {
        return columnNamed(PLACES).or(() -> cell(TextTraces::place)).or(this::columnsLikeCoordinates);
    }

    /** What names a person or a way to reach one: the name of a column, or a cell; empty if nothing. */
    Optional<String> person() {
        return columnNamed(PERSONS).or(() -> cell(TextTraces::person));
    }

    private Optional<String> columnNamed(Set<String> names) {
        return rows.getFirst().stream()
                .filter(name -> names.contains(plain(name)))
                .map("the column '%s'"::formatted)
                .findFirst();
    }

    private Optional<String> cell(Function<String, Optional<String>> trace) {
        return rows.stream()
                .flatMap(CSVRecord::stream)
                .flatMap(cell -> trace.apply(cell).stream())
                .map("'%s' in a cell"::formatted)
                .findFirst();
    }

    /** Neighbours of which every cell has four decimals, about 10 m, and all cells lie within a degree: one place, whatever its name. */
    private Optional<String> columnsLikeCoordinates() {
        CSVRecord header = rows.getFirst();
        return IntStream.range(0, header.size() - 1)
                .filter(column -> runsWithin(column, 180) && runsWithin(column + 1, 180))
                .filter(column -> runsWithin(column, 90) || runsWithin(column + 1, 90))
                .mapToObj(column -> "the columns '%s' and '%s', which run like coordinates"
                        .formatted(header.get(column), header.get(column + 1)))
                .findFirst();
    }

    private boolean runsWithin(int column, int degrees) {
        List<String> cells =
                rows.stream().skip(1).map(row -> row.get(column).strip()).toList();
        if (!cells.stream().allMatch(cell -> PRECISE.matcher(cell).matches())) {
            return false;
        }
        DoubleSummaryStatistics values =
                cells.stream().mapToDouble(Double::parseDouble).summaryStatistics();
        return values.getMin() >= -degrees
                && values.getMax() <= degrees
                && values.getMax() - values.getMin() < 1
                && Math.max(Math.abs(values.getMin()), Math.abs(values.getMax())) > 1;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** The bytes to publish: {@code file} as it is, or written anew if a cell would run. */
    byte[] publishable(byte[] file) {
        boolean runs = rows.stream().flatMap(CSVRecord::stream).anyMatch(CsvTable::wouldRun);
        return runs ? written() : file;
    }

    private byte[] written() {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (CSVRecord row : rows) {
                printer.printRecord(row.stream().map(cell -> wouldRun(cell) ? "'" + cell : cell));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean wouldRun(String cell) {
        return !cell.isEmpty()
                && STARTS_FORMULA.indexOf(cell.charAt(0)) >= 0
                && !NUMBER.matcher(cell).matches();
    }
}
