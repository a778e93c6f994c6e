// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.jspecify.annotations.Nullable;

/** Real files with seeded content, and with the things in them that must not get out. */
final class TestFiles {

    /** Stands in every kind of metadata below, so that one search finds what was left. */
    static final String SECRET = "Finca La Esperanza";

    private static final int RIGHT_TOP = 6;

    private TestFiles() {}

    static BufferedImage picture(long seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toByteArray();
    }

    static BufferedImage decoded(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    /** A photo as a camera writes it: place in EXIF, XMP, IPTC, a comment, and an orientation. */
    static byte[] photo(long seed) {
        byte[] plain = encoded(picture(seed), "jpeg");
        return joined(
                new byte[] {(byte) 0xff, (byte) 0xd8},
                segment(0xe1, joined(ascii("Exif\0\0"), exif())),
                segment(0xe1, joined(ascii("http://ns.adobe.com/xap/1.0/\0"), xmp())),
                segment(0xed, joined(ascii("Photoshop 3.0\0"), ascii("8BIM\4\4\0\0\0\0\0\24\34\2\132\0\20" + SECRET))),
                segment(0xfe, ascii(SECRET)),
                Arrays.copyOfRange(plain, 2, plain.length));
    }

    /** The place in degrees, minutes and seconds as EXIF holds it: 6° 18' 25.25". */
    static byte[] gpsLatitude() {
        return ByteBuffer.allocate(24)
                .putInt(6)
                .putInt(1)
                .putInt(18)
                .putInt(1)
                .putInt(2525)
                .putInt(100)
                .array();
    }

    /** EXIF with an orientation, a description, and a GPS directory with a latitude. */
    static byte[] exif() {
        byte[] text = ascii(SECRET + "\0");
        int directory = 8;
        int afterDirectory = directory + 2 + 3 * 12 + 4;
        int gps = afterDirectory + text.length + text.length % 2;
        int afterGps = gps + 2 + 2 * 12 + 4;
        ByteBuffer tiff = ByteBuffer.allocate(afterGps + 24).order(ByteOrder.BIG_ENDIAN);
        tiff.put(ascii("MM")).putShort((short) 42).putInt(directory);
        tiff.putShort((short) 3);
        tiff.putShort((short) 0x010e).putShort((short) 2).putInt(text.length).putInt(afterDirectory);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) RIGHT_TOP)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(gps);
        tiff.putInt(0);
        tiff.put(text).position(gps);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(ascii("N\0\0\0"));
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(afterGps);
        tiff.putInt(0).put(gpsLatitude());
        return tiff.array();
    }

    private static byte[] xmp() {
        return ascii("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                + " xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                + " exif:GPSLatitude='6,18.42N'"
                + " exif:UserComment='" + SECRET + "'/></rdf:RDF></x:xmpmeta>");
    }

    /** A picture with the place in eXIf, text chunks and a chunk that nobody knows. */
    static byte[] screenshot(long seed) {
        byte[] plain = encoded(picture(seed), "png");
        int afterHeader = 8 + 25;
        return joined(
                Arrays.copyOf(plain, afterHeader),
                chunk("eXIf", exif()),
                chunk("tEXt", ascii("Comment\0" + SECRET)),
                chunk("iTXt", joined(ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp())),
                chunk("heAd", ascii(SECRET)),
                Arrays.copyOfRange(plain, afterHeader, plain.length));
    }

    static byte[] png(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                chunk("IHDR", header.array()),
                chunk("IDAT", deflated(new byte[1000])),
                chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] typed = joined(ascii(type), content);
        CRC32 sum = new CRC32();
        sum.update(typed);
        return joined(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                typed,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    static byte[] segment(int marker, byte[] content) {
        return joined(
                new byte[] {(byte) 0xff, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (2 + content.length)).array(),
                content);
    }

    /** A TIFF directory with width and height, and a coordinate reference if asked for. */
    static byte[] tiff(int width, int height, boolean georeferenced) {
        ByteBuffer tiff = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(ascii("II")).putShort((short) 42).putInt(8);
        tiff.putShort((short) (georeferenced ? 3 : 2));
        tiff.putShort((short) 256).putShort((short) 4).putInt(1).putInt(width);
        tiff.putShort((short) 257).putShort((short) 4).putInt(1).putInt(height);
        if (georeferenced) {
            tiff.putShort((short) 34735).putShort((short) 3).putInt(4).putInt(0);
        }
        return tiff.array();
    }

    static byte[] pdf(String objects) {
        return ascii("%PDF-1.7\n" + objects + "\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
    }

    /** A report as a program writes it: one page of text, an author, and a photo if there is one. */
    static byte[] report(String text, String author, byte @Nullable [] photo) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            document.getDocumentInformation().setAuthor(author);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText(text);
                content.endText();
                if (photo != null) {
                    content.drawImage(JPEGFactory.createFromByteArray(document, photo), 50, 500);
                }
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.save(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A PDF whose objects are packed, as most programs write it. */
    static byte[] packedPdf(String objects) {
        byte[] packed = deflated(ascii(objects));
        return joined(
                ascii("%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + packed.length
                        + " >>\nstream\n"),
                packed,
                ascii("\nendstream\nendobj\nstartxref\n9\n%%EOF\n"));
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        byte[] result = Arrays.copyOf(packed, deflater.deflate(packed));
        deflater.end();
        return result;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** Whether {@code part} stands anywhere in {@code whole}. */
    static boolean contains(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
