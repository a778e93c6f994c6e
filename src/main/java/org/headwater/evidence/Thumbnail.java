// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A small JPEG of a photo: pixels alone, upright, at most {@value #SIDE} pixels a side. Only every so many pixels are decoded, and
 * few photos at once, so that large ones need little memory.
 */
final class Thumbnail {

    static final int SIDE = 320;

    /** A progressive JPEG is decoded whole, whatever is asked of it. */
    private static final long MOST_PIXELS = 40_000_000;

    private static final Semaphore AT_ONCE = new Semaphore(2);

    static {
        // A screen is never needed, and asking for one fails where there is none.
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    private Thumbnail() {}

    /**
     * The thumbnail of a JPEG or PNG.
     *
     * @throws org.headwater.document.InvalidDocument if the file is none, is damaged, or has more than 40 million pixels
     */
    static byte[] of(byte[] file) {
        int orientation = switch (EvidenceType.of(file)) {
            case JPEG -> JpegPhoto.orientation(JpegPhoto.withMetadata(file));
            case PNG -> {
                PngPhoto.withMetadata(file);
                yield JpegPhoto.UPRIGHT;
            }
            case GEOTIFF, CSV, PDF -> throw Refusal.ofFile("no photo", "a JPEG or PNG");
        };
        AT_ONCE.acquireUninterruptibly();
        try {
            return encoded(upright(scaled(decoded(file)), orientation));
        } catch (IOException damaged) {
            throw Refusal.ofFile("a photo that cannot be shown: " + damaged.getMessage(), "a whole JPEG or PNG");
        } finally {
            AT_ONCE.release();
        }
    }

    private static BufferedImage decoded(byte[] file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > MOST_PIXELS) {
                    throw Refusal.ofFile(
                            "%d x %d pixels".formatted(width, height), "at most %d in all".formatted(MOST_PIXELS));
                }
                int step = Math.max(1, Math.max(width, height) / (2 * SIDE));
                ImageReadParam few = reader.getDefaultReadParam();
                few.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, few);
            } finally {
                reader.dispose();
            }
        }
    }

    /** On white, since a JPEG has no transparency. */
    private static BufferedImage scaled(BufferedImage photo) {
        double scale = Math.min(1, (double) SIDE / Math.max(photo.getWidth(), photo.getHeight()));
        int width = Math.max(1, (int) Math.round(photo.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(photo.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setBackground(Color.WHITE);
        graphics.clearRect(0, 0, width, height);
        graphics.drawImage(photo, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    /** @param orientation as EXIF (CIPA DC-008) counts them: 1 to 8 */
    private static BufferedImage upright(BufferedImage photo, int orientation) {
        int width = photo.getWidth();
        int height = photo.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
        boolean lies = orientation >= 5;
        BufferedImage upright =
                new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(photo, turn, null);
        graphics.dispose();
        return upright;
    }

    private static byte[] encoded(BufferedImage photo) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(photo, "jpeg", file);
        return file.toByteArray();
    }
}
