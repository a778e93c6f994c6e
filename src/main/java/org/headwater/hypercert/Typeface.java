// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outlines of Liberation Sans, which PDFBox packs: letters look the same on a machine without fonts. Latin, Greek and
 * Cyrillic are there; any other letter is drawn as an empty box. Safe for many threads.
 */
final class Typeface {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Typeface LOADED = load();

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    private record Glyph(Path2D outline, double advance) {}

    private Typeface(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** The width of a line of text in pixels. */
    static double width(String text, double size) {
        return text.codePoints()
                        .mapToDouble(point -> LOADED.glyph(point).advance())
                        .sum()
                * size;
    }

    /** The outline of a line of text that starts at the point given, the y axis pointing down. */
    static Path2D outline(String text, double x, double y, double size) {
        Path2D.Double line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double left = x;
        for (int point : text.codePoints().toArray()) {
            Glyph glyph = LOADED.glyph(point);
            line.append(glyph.outline().getPathIterator(new AffineTransform(size, 0, 0, -size, left, y)), false);
            left += glyph.advance() * size;
        }
        return line;
    }

    private synchronized Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(characters.getGlyphId(codePoint), this::read);
    }

    private Glyph read(int id) {
        try {
            @Nullable GlyphData data = font.getGlyph().getGlyph(id);
            Path2D outline = data == null ? new Path2D.Double() : new Path2D.Double(data.getPath());
            outline.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
            return new Glyph(outline, font.getAdvanceWidth(id) / unitsPerEm);
        } catch (IOException e) {
            throw new UncheckedIOException("glyph " + id + " of " + FONT, e);
        }
    }

    private static Typeface load() {
        try (InputStream in = Typeface.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("no font " + FONT);
            }
            return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FONT, e);
        }
    }
}
