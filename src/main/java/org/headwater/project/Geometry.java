// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.headwater.document.Violation;
import tools.jackson.databind.JsonNode;

/**
 * GeoJSON (RFC 7946) Polygon or MultiPolygon, longitude before latitude in WGS 84 degrees.
 *
 * @param type {@code Polygon} or {@code MultiPolygon}
 * @param coordinates nested arrays as in GeoJSON
 */
public record Geometry(String type, JsonNode coordinates) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    private static final double SQUARE_METRES_PER_HECTARE = 10_000;

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
