// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing as SVG 1.1. Numbers have at most two decimals, so that equal drawings are equal bytes. */
final class SvgImage {

    private static final String NOT_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private SvgImage() {}

    static byte[] of(Drawing drawing) {
        String body = drawing.shapes().stream().map(SvgImage::shape).collect(Collectors.joining());
        String text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img" \
            font-family="'Liberation Sans', Arial, Helvetica, sans-serif">
            <title>%3$s</title>
            %4$s</svg>
            """.formatted(drawing.width(), drawing.height(), escaped(drawing.title()), body);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shape(Drawing.Shape shape) {
        return switch (shape) {
            case Drawing.Area area ->
                "<polygon points=\"%s\" %s/>\n".formatted(points(area.corners()), paint("fill", area.fill()));
            case Drawing.Curve curve ->
                "<polyline points=\"%s\" fill=\"none\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s %s/>\n"
                        .formatted(
                                points(curve.points()),
                                number(curve.width()),
                                curve.dashed() ? " stroke-dasharray=\"10 7\"" : "",
                                paint("stroke", curve.stroke()));
            case Drawing.Words words ->
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\" %s>%s</text>\n"
                        .formatted(
                                number(words.at().x()),
                                number(words.at().y()),
                                number(words.size()),
                                words.anchor().name().toLowerCase(Locale.ROOT),
                                paint("fill", words.fill()),
                                escaped(words.text()));
        };
    }

    private static String paint(String attribute, Drawing.Paint paint) {
        String colour = "%s=\"#%06x\"".formatted(attribute, paint.rgb());
        return paint.opacity() == 1
                ? colour
                : "%s %s-opacity=\"%s\"".formatted(colour, attribute, number(paint.opacity()));
    }

    private static String points(List<Drawing.Point> points) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replaceAll(NOT_XML, "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
