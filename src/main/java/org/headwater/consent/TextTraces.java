// SPDX-License-Identifier: Apache-2.0
package org.headwater.consent;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What in a text has the form of a way to reach a person, or of an exact place. Forms alone are seen: names of persons and
 * places in running text have none, and a form of another country may be missing here.
 */
public final class TextTraces {

    private static final Pattern ELECTRONIC_MAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63}){1,5}");

    /** With the code of a country (ITU-T E.123), or with the leading zero of a national number and something that parts it. */
    private static final Pattern TELEPHONE = Pattern.compile(
            "(?<![\\p{L}\\p{N}.,+-])(\\+[1-9]([ ()/-]{0,2}\\d){7,14}|\\(?0[1-9]\\d{0,3}\\)?[ /-]\\d{3,4}(["
                    + " /-]?\\d){3,8})(?![\\p{L}\\p{N}.,:-]*\\d)");

    private static final Pattern DEGREES = Pattern.compile("\\d{1,3}\\s?[°º]\\s?\\d{1,2}(\\.\\d+)?\\s?['’′]");

    /** Two numbers of at least three decimals, about 100 m, that can be latitude and longitude in either order. */
    private static final Pattern PAIR = Pattern.compile("(?<![\\p{L}\\p{N}.,])(-?\\d{1,3}\\.\\d{3,})°?\\s?[NSEW]?"
            + "(\\s?[,;]\\s?|\\s)(-?\\d{1,3}\\.\\d{3,})°?\\s?[NSEW]?(?![\\p{L}\\p{N}.,]*\\d)");

    private static final Pattern GEOMETRY = Pattern.compile(
            "\\b(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTIPOLYGON)\\s*Z?\\s*\\(+\\s*-?\\d|\"coordinates\"\\s*:\\s*\\[|geo:-?\\d",
            Pattern.CASE_INSENSITIVE);

    /** Zone and band of a UTM grid, easting and northing (NGA.STND.0037). */
    private static final Pattern GRID =
            Pattern.compile("\\b\\d{1,2}\\s?[C-HJ-NP-X]\\s?\\d{6}(\\.\\d+)?\\s?(mE)?[ ,;]\\s?\\d{6,7}");

    private TextTraces() {}

    /** The first electronic mail address or telephone number. */
    public static Optional<String> person(String text) {
        return first(ELECTRONIC_MAIL, text).or(() -> first(TELEPHONE, text));
    }

    /** The first pair of coordinates, in whatever form. */
    public static Optional<String> place(String text) {
        return first(DEGREES, text)
                .or(() -> first(GEOMETRY, text))
                .or(() -> first(GRID, text))
                .or(() -> PAIR.matcher(text)
                        .results()
                        .filter(TextTraces::isOnEarth)
                        .map(MatchResult::group)
                        .findFirst());
    }

    private static Optional<String> first(Pattern form, String text) {
        return form.matcher(text).results().map(MatchResult::group).findFirst();
    }

    private static boolean isOnEarth(MatchResult pair) {
        double one = Math.abs(Double.parseDouble(pair.group(1)));
        double other = Math.abs(Double.parseDouble(pair.group(3)));
        return Math.min(one, other) <= 90 && Math.max(one, other) <= 180;
    }
}
