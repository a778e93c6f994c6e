// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An SVG document being written. Lengths are in pixels; numbers have at most two decimals, so that equal data give equal bytes. */
final class Svg {

    static final String INK = "#1a1a1a";
    static final String QUIET = "#595959";
    static final String RULE = "#dcdcdc";
    static final String PALE = "#cfdfec";
    static final String MEDIUM = "#7fabcd";
    static final String DARK = "#0b3c66";

    private static final String NOT_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final StringBuilder text = new StringBuilder();

    /** Where a line of text stands to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Begins a document with its heading; {@code description} is for those who do not see it. */
    Svg(double width, double height, String title, String description) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                .formatted(number(width), number(height), number(width), number(height)));
        add(" font-family=\"'Helvetica Neue', Helvetica, Arial, sans-serif\" font-size=\"13\">\n");
        add("<title>").add(escaped(title)).add("</title>\n");
        add("<desc>").add(escaped(description)).add("</desc>\n");
        box(0, 0, width, height, "white");
        add("<text x=\"24\" y=\"32\" font-size=\"17\" font-weight=\"bold\" fill=\"" + INK + "\">")
                .add(escaped(title))
                .add("</text>\n");
    }

    Svg words(double x, double y, Anchor anchor, String fill, String words) {
        String side =
                anchor == Anchor.START ? "" : " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\"";
        return add("<text x=\"%s\" y=\"%s\"%s fill=\"%s\">".formatted(number(x), number(y), side, fill))
                .add(escaped(words))
                .add("</text>\n");
    }

    Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
        return add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), stroke, number(width)));
    }

    /** A line across whose ends are marked. */
    Svg interval(double from, double to, double y, double mark, String stroke) {
        return line(from, y, to, y, stroke, 2)
                .line(from, y - mark, from, y + mark, stroke, 2)
                .line(to, y - mark, to, y + mark, stroke, 2);
    }

    Svg box(double x, double y, double width, double height, String fill) {
        return add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
                .formatted(number(x), number(y), number(width), number(height), fill));
    }

    Svg dot(double x, double y, double radius, String fill, String stroke) {
        return add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>\n"
                .formatted(number(x), number(y), number(radius), fill, stroke));
    }

    Svg curve(double[] x, double[] y, String stroke, double width) {
        return add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"/>\n"
                        .formatted(points(x, y, false), stroke, number(width)));
    }

    /** The area between two curves over the same x. */
    Svg area(double[] x, double[] lower, double[] upper, String fill) {
        return add("<polygon points=\"%s %s\" fill=\"%s\"/>\n"
                .formatted(points(x, lower, false), points(x, upper, true), fill));
    }

    String end() {
        return add("</svg>\n").text.toString();
    }

    /** At most two decimals, never an exponent, in the digits 0 to 9 whatever the reader's locale. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String escaped(String words) {
        return words.replaceAll(NOT_XML, "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** About how wide a line of text is; the letters of the reader's font are not known. */
    static double widthOf(String words) {
        return 6.8 * words.length();
    }

    private Svg add(String piece) {
        text.append(piece);
        return this;
    }

    private static String points(double[] x, double[] y, boolean backwards) {
        return IntStream.range(0, x.length)
                .map(i -> backwards ? x.length - 1 - i : i)
                .mapToObj(i -> number(x[i]) + "," + number(y[i]))
                .collect(Collectors.joining(" "));
    }
}
