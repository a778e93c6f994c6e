// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A drawing as PNG (RFC 2083): 8 bits of red, green and blue. Letters are filled outlines, and the bytes are compressed by
 * a library in Java, because the compression of the platform differs between machines.
 */
final class PngImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte TRUE_COLOUR = 2;
    private static final int COMPRESSION = 6;
    private static final float[] DASHES = {10, 7};

    static {
        // A screen is never needed, and asking for one fails where there is none.
        System.setProperty("java.awt.headless", "true");
    }

    private PngImage() {}

    static byte[] of(Drawing drawing) {
        BufferedImage image = new BufferedImage(drawing.width(), drawing.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.shapes().forEach(shape -> draw(graphics, shape));
        graphics.dispose();
        try {
            return encoded(image);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static void draw(Graphics2D graphics, Drawing.Shape shape) {
        switch (shape) {
            case Drawing.Area area -> {
                Path2D outline = path(area.corners());
                outline.closePath();
                graphics.setColor(colour(area.fill()));
                graphics.fill(outline);
            }
            case Drawing.Curve curve -> {
                graphics.setColor(colour(curve.stroke()));
                graphics.setStroke(stroke(curve));
                graphics.draw(path(curve.points()));
            }
            case Drawing.Words words -> {
                double width = Typeface.width(words.text(), words.size());
                double left = switch (words.anchor()) {
                    case START -> words.at().x();
                    case MIDDLE -> words.at().x() - width / 2;
                    case END -> words.at().x() - width;
                };
                graphics.setColor(colour(words.fill()));
                graphics.fill(Typeface.outline(words.text(), left, words.at().y(), words.size()));
            }
        }
    }

    private static BasicStroke stroke(Drawing.Curve curve) {
        float width = (float) curve.width();
        return curve.dashed()
                ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private static Path2D path(List<Drawing.Point> points) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(points.getFirst().x(), points.getFirst().y());
        points.stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }

    private static Color colour(Drawing.Paint paint) {
        return new Color((paint.rgb() & 0xffffff) | (int) Math.round(paint.opacity() * 255) << 24, true);
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeInt(image.getWidth());
        data.writeInt(image.getHeight());
        data.write(new byte[] {BITS, TRUE_COLOUR, 0, 0, 0});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        chunk(png, "IHDR", header.toByteArray());
        chunk(png, "IDAT", compressed(image));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] compressed(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(COMPRESSION))) {
            for (int y = 0; y < image.getHeight(); y++) {
                out.write(row(image, y));
            }
        }
        return bytes.toByteArray();
    }

    /** One byte for the filter, which is none, then red, green and blue of each pixel. */
    private static byte[] row(BufferedImage image, int y) {
        int[] pixels = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
        byte[] row = new byte[1 + 3 * pixels.length];
        for (int x = 0; x < pixels.length; x++) {
            row[3 * x + 1] = (byte) (pixels[x] >> 16);
            row[3 * x + 2] = (byte) (pixels[x] >> 8);
            row[3 * x + 3] = (byte) pixels[x];
        }
        return row;
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
