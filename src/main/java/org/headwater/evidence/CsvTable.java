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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
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

    /** Whether a column is named as a place. */
    boolean namesPlaces() {
        return rows.getFirst().stream().anyMatch(name -> PLACES.contains(plain(name)));
    }

    /** Whether a column is named as a person or a way to reach one. */
    boolean namesPersons() {
        return rows.getFirst().stream().anyMatch(name -> PERSONS.contains(plain(name)));
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
