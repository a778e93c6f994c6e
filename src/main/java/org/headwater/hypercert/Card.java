// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.headwater.project.Project;

/** The image of a claim: 1080 × 720 pixels, text only, equal bytes for equal projects. */
final class Card {

    private static final int LINE_LENGTH = 30;
    private static final int MOST_LINES = 3;
    private static final int LINE_HEIGHT = 84;
    private static final int FIRST_LINE = 180;

    private Card() {}

    static String svg(Project project) {
        StringBuilder svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" width="1080" height="720" viewBox="0 0 1080 720" \
            font-family="sans-serif" role="img">
            <rect width="1080" height="720" fill="#0b3c49"/>
            <path d="M0 560 Q270 470 540 550 T1080 520 V720 H0 Z" fill="#2a9d8f"/>
            """);
        List<String> lines = lines(project.name());
        for (int i = 0; i < lines.size(); i++) {
            svg.append(text(FIRST_LINE + i * LINE_HEIGHT, 68, lines.get(i)));
        }
        svg.append(text(470, 40, place(project)));
        svg.append(text(640, 40, HypercertMetadata.status(project)));
        return svg.append("</svg>\n").toString();
    }

    private static String text(int y, int size, String text) {
        return "<text x=\"80\" y=\"" + y + "\" font-size=\"" + size + "\" fill=\"#ffffff\">" + escape(text)
                + "</text>\n";
    }

    private static String place(Project project) {
        Project.Area area = project.area();
        double longitude = area.geometry().centre()[0];
        double latitude = area.geometry().centre()[1];
        return String.format(
                Locale.ROOT,
                "%s ha near %.1f° %s, %.1f° %s",
                HypercertMetadata.text(area.hectares()),
                Math.abs(latitude),
                latitude < 0 ? "S" : "N",
                Math.abs(longitude),
                longitude < 0 ? "W" : "E");
    }

    private static List<String> lines(String name) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : name.strip().split("\\s+", -1)) {
            String line = lines.getLast();
            if (!line.isEmpty() && line.length() + 1 + word.length() > LINE_LENGTH) {
                lines.add(word);
            } else {
                lines.set(lines.size() - 1, line.isEmpty() ? word : line + " " + word);
            }
        }
        return lines.size() <= MOST_LINES ? lines : shortened(lines);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
        first.set(MOST_LINES - 1, first.getLast() + "…");
        return first;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
