// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture, drawn from the first shape to the last, as SVG or as pixels. Lengths are in pixels from the top left corner.
 *
 * @param title what is shown, for those who do not see it
 */
record Drawing(int width, int height, String title, List<Shape> shapes) {

    /** A point in pixels. */
    record Point(double x, double y) {}

    /**
     * A colour.
     *
     * @param rgb 0xRRGGBB
     * @param opacity 0 (not seen) to 1
     */
    record Paint(int rgb, double opacity) {

        static Paint of(int rgb) {
            return new Paint(rgb, 1);
        }
    }

    /** Which end of a line of words stands at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Something that can be drawn. */
    sealed interface Shape {}

    /** A filled polygon. */
    record Area(List<Point> corners, Paint fill) implements Shape {

        static Area box(double left, double top, double right, double bottom, Paint fill) {
            return new Area(
                    List.of(
                            new Point(left, top),
                            new Point(right, top),
                            new Point(right, bottom),
                            new Point(left, bottom)),
                    fill);
        }
    }

    /** A line through points. */
    record Curve(List<Point> points, double width, boolean dashed, Paint stroke) implements Shape {

        static Curve line(Point from, Point to, double width, Paint stroke) {
            return new Curve(List.of(from, to), width, false, stroke);
        }
    }

    /** One line of text on its base line; {@code size} is the font size in pixels. */
    record Words(String text, Point at, double size, Anchor anchor, Paint fill) implements Shape {}

    /** The area between two curves over the same x. */
    static Area between(List<Point> lower, List<Point> upper, Paint fill) {
        List<Point> corners = new ArrayList<>(lower);
        corners.addAll(upper.reversed());
        return new Area(corners, fill);
    }
}
