// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * GeoJSON (RFC 7946) Polygon or MultiPolygon, longitude before latitude in WGS 84 degrees.
 *
 * @param type {@code Polygon} or {@code MultiPolygon}
 * @param coordinates nested arrays as in GeoJSON
 */
public record Geometry(String type, JsonNode coordinates) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    private static final double SQUARE_METRES_PER_HECTARE = 10_000;
    private static final double GRID_PER_DEGREE = 100;
    private static final double VANISHED_SQUARE_METRES = 1;

    /** Area inside the outlines less their holes, on a sphere, in hectares. */
    @JsonIgnore
    public double hectares() {
        double squareMetres = 0;
        for (JsonNode polygon : polygons()) {
            squareMetres += Math.abs(ringArea(polygon.get(0)));
            for (int hole = 1; hole < polygon.size(); hole++) {
                squareMetres -= Math.abs(ringArea(polygon.get(hole)));
            }
        }
        return squareMetres / SQUARE_METRES_PER_HECTARE;
    }

    /** Middle of the smallest box around all outlines: longitude and latitude in degrees. */
    public double[] centre() {
        double west = 180;
        double east = -180;
        double south = 90;
        double north = -90;
        for (JsonNode polygon : polygons()) {
            for (JsonNode position : polygon.get(0)) {
                west = Math.min(west, position.get(0).doubleValue());
                east = Math.max(east, position.get(0).doubleValue());
                south = Math.min(south, position.get(1).doubleValue());
                north = Math.max(north, position.get(1).doubleValue());
            }
        }
        return new double[] {(west + east) / 2, (south + north) / 2};
    }

    /** Number of separate outlines. */
    int parts() {
        return polygons().size();
    }

    /**
     * The outlines on a grid of a hundredth of a degree, about 1 km, without their holes: each corner moves to the nearest
     * point of the grid, and an outline that would vanish becomes the cells around it.
     */
    Geometry generalised() {
        ArrayNode coarse = JsonNodeFactory.instance.arrayNode();
        for (JsonNode polygon : polygons()) {
            ArrayNode ring = snapped(polygon.get(0));
            coarse.addArray()
                    .add(Math.abs(ringArea(ring)) > VANISHED_SQUARE_METRES ? ring : cellsAround(polygon.get(0)));
        }
        return new Geometry(type, isMulti() ? coarse : coarse.get(0));
    }

    private static ArrayNode snapped(JsonNode ring) {
        ArrayNode snapped = JsonNodeFactory.instance.arrayNode();
        for (JsonNode position : ring) {
            ArrayNode onGrid = position(
                    Math.rint(position.get(0).doubleValue() * GRID_PER_DEGREE),
                    Math.rint(position.get(1).doubleValue() * GRID_PER_DEGREE));
            if (snapped.isEmpty() || !snapped.get(snapped.size() - 1).equals(onGrid)) {
                snapped.add(onGrid);
            }
        }
        return snapped;
    }

    private static ArrayNode cellsAround(JsonNode ring) {
        double west = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (JsonNode position : ring) {
            double x = position.get(0).doubleValue() * GRID_PER_DEGREE;
            double y = position.get(1).doubleValue() * GRID_PER_DEGREE;
            west = Math.min(west, Math.floor(x));
            east = Math.max(east, Math.floor(x) + 1);
            south = Math.min(south, Math.floor(y));
            north = Math.max(north, Math.floor(y) + 1);
        }
        east = Math.min(east, 180 * GRID_PER_DEGREE);
        north = Math.min(north, 90 * GRID_PER_DEGREE);
        west = Math.min(west, east - 1);
        south = Math.min(south, north - 1);
        return JsonNodeFactory.instance
                .arrayNode()
                .add(position(west, south))
                .add(position(east, south))
                .add(position(east, north))
                .add(position(west, north))
                .add(position(west, south));
    }

    private static ArrayNode position(double x, double y) {
        return JsonNodeFactory.instance.arrayNode().add(x / GRID_PER_DEGREE).add(y / GRID_PER_DEGREE);
    }

    /** Positions off the grid that {@link #generalised} gives; {@code pointer} is where the coordinates stand. */
    List<Violation> violationsOfCoarseness(String pointer) {
        List<Violation> violations = new ArrayList<>();
        collectFine(pointer, coordinates, violations);
        return violations;
    }

    private static void collectFine(String pointer, JsonNode part, List<Violation> violations) {
        if (part.isNumber()) {
            double onGrid = Math.rint(part.doubleValue() * GRID_PER_DEGREE) / GRID_PER_DEGREE;
            if (onGrid != part.doubleValue()) {
                violations.add(
                        Violation.of(pointer, part, "at most two decimals, about 1 km, where generalised is true"));
            }
        }
        for (int i = 0; i < part.size() && violations.isEmpty(); i++) {
            collectFine(pointer + "/" + i, part.get(i), violations);
        }
    }

    /** Rings that are not closed; {@code pointer} is where the coordinates stand in the document. */
    List<Violation> violations(String pointer) {
        List<Violation> violations = new ArrayList<>();
        List<JsonNode> polygons = polygons();
        for (int p = 0; p < polygons.size(); p++) {
            String polygonPointer = isMulti() ? pointer + "/" + p : pointer;
            for (int r = 0; r < polygons.get(p).size(); r++) {
                ringViolation(polygonPointer + "/" + r, polygons.get(p).get(r)).ifPresent(violations::add);
            }
        }
        return violations;
    }

    private static Optional<Violation> ringViolation(String pointer, JsonNode ring) {
        JsonNode first = ring.get(0);
        JsonNode last = ring.get(ring.size() - 1);
        return first.equals(last)
                ? Optional.empty()
                : Optional.of(Violation.of(
                        pointer + "/" + (ring.size() - 1), last, "a closed ring: the first position again, " + first));
    }

    private List<JsonNode> polygons() {
        return isMulti()
                ? IntStream.range(0, coordinates.size())
                        .mapToObj(coordinates::get)
                        .toList()
                : List.of(coordinates);
    }

    private boolean isMulti() {
        return type.equals("MultiPolygon");
    }

    /** Signed area of a ring in square metres (Chamberlain and Duquette 2007, equation for small polygons). */
    private static double ringArea(JsonNode ring) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.size(); i++) {
            double west = Math.toRadians(ring.get(i).get(0).doubleValue());
            double east = Math.toRadians(ring.get(i + 1).get(0).doubleValue());
            double south = Math.toRadians(ring.get(i).get(1).doubleValue());
            double north = Math.toRadians(ring.get(i + 1).get(1).doubleValue());
            sum += (east - west) * (2 + Math.sin(south) + Math.sin(north));
        }
        return sum * EARTH_RADIUS_METRES * EARTH_RADIUS_METRES / 2;
    }
}
