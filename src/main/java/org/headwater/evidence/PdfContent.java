// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.headwater.consent.TextTraces;

/**
 * What a PDF says: the text of its pages, what is stated about it (author, XMP), and what cameras have left in its pictures. Read
 * with Apache PDFBox after every packed part is known to be small. What can be seen in a picture is not read.
 */
final class PdfContent {

    private static final int MOST_PAGES = 500;
    private static final int MOST_UNPACKED = 64 * 1024 * 1024;
    private static final int MOST_STEPS = 5_000_000;
    private static final List<COSBase> PICTURES =
            List.of(COSName.DCT_DECODE, COSName.JPX_DECODE, COSName.CCITTFAX_DECODE, COSName.JBIG2_DECODE);

    private final String text;
    private final String about;
    private final boolean placed;

    private PdfContent(String text, String about, boolean placed) {
        this.text = text;
        this.about = about;
        this.placed = placed;
    }

    /** The content of a file that {@link PdfReport} has examined; refused if it cannot be read within bounds. */
    static PdfContent of(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw Refusal.ofFile(document.getNumberOfPages() + " pages", "at most " + MOST_PAGES);
            }
            List<COSBase> objects = objects(document);
            requireBounded(objects);
            return new PdfContent(
                    text(document), about(document, objects), objects.stream().anyMatch(PdfContent::isPlaced));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException unreadable) {
            throw Refusal.ofFile(
                    "a PDF that cannot be read: " + unreadable.getMessage(), "a PDF whose content can be examined");
        }
    }

    /** What says where something is; empty if no rule finds anything. */
    Optional<String> place() {
        return placed
                ? Optional.of("the place of a picture or a map in it")
                : TextTraces.place(text).or(() -> TextTraces.place(about)).map("'%s' in its text"::formatted);
    }

    /** A way to reach a person, or an author; empty if no rule finds anything. */
    Optional<String> person() {
        return TextTraces.person(text).or(() -> TextTraces.person(about)).map("'%s' in its text"::formatted);
    }

    private static List<COSBase> objects(PDDocument document) {
        var cos = document.getDocument();
        return cos.getXrefTable().keySet().stream()
                .map(key -> cos.getObjectFromPool(key).getObject())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** A few bytes can unpack to more than any memory holds, and the library unpacks without a limit. */
    private static void requireBounded(List<COSBase> objects) throws IOException {
        long unpacked = 0;
        for (COSBase object : objects) {
            if (object instanceof COSStream stream) {
                unpacked += unpacked(stream, MOST_UNPACKED - unpacked);
                if (unpacked > MOST_UNPACKED) {
                    throw Refusal.ofFile(
                            "a PDF that unpacks to more than %d bytes".formatted(MOST_UNPACKED),
                            "a PDF whose contents are small");
                }
            }
        }
    }

    /** How a stream is packed, the outermost first. */
    private static List<COSBase> filters(COSStream stream) {
        return switch (stream.getFilters()) {
            case null -> List.of();
            case COSArray several ->
                several.toList().stream().<COSBase>map(filter -> filter).toList();
            case COSBase one -> List.of(one);
        };
    }

    private static long unpacked(COSStream stream, long most) throws IOException {
        List<COSBase> filters = filters(stream);
        if (filters.isEmpty() || PICTURES.contains(filters.getFirst())) {
            return 0;
        }
        if (!filters.equals(List.of(COSName.FLATE_DECODE))) {
            throw Refusal.ofFile("a PDF with parts packed by " + filters, "FlateDecode alone, or pictures as they are");
        }
        try (InputStream raw = new InflaterInputStream(stream.createRawInputStream())) {
            long length = 0;
            byte[] buffer = new byte[8192];
            for (int read = raw.read(buffer); read >= 0 && length <= most; read = raw.read(buffer)) {
                length += read;
            }
            return length;
        }
    }

    private static String text(PDDocument document) throws IOException {
        StringWriter text = new StringWriter();
        new BoundedText().writeText(document, text);
        return text.toString();
    }

    /** Pages and parts of pages may be shown any number of times within each other, so that small contents can take for ever. */
    private static final class BoundedText extends PDFTextStripper {

        private int steps;

        BoundedText() throws IOException {
            super();
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            count();
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition letter) {
            count();
            super.processTextPosition(letter);
        }

        private void count() {
            if (++steps > MOST_STEPS) {
                throw Refusal.ofFile(
                        "a PDF with more than %d letters and drawing steps".formatted(MOST_STEPS),
                        "a PDF whose pages can be read");
            }
        }
    }

    private static String about(PDDocument document, List<COSBase> objects) throws IOException {
        StringBuilder about = new StringBuilder();
        COSDictionary information = document.getDocumentInformation().getCOSObject();
        information
                .keySet()
                .forEach(key -> about.append(information.getString(key, "")).append('\n'));
        for (COSBase object : objects) {
            if (object instanceof COSStream stream && COSName.METADATA.equals(stream.getCOSName(COSName.TYPE))) {
                try (InputStream description = stream.createInputStream()) {
                    about.append(new String(description.readAllBytes(), StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        return about.toString();
    }

    /** Whether this is a map with coordinates (ISO 32000-2, 12.10) or a picture in which a camera left a place. */
    private static boolean isPlaced(COSBase object) {
        return object instanceof COSDictionary dictionary
                && (dictionary.containsKey("LGIDict")
                        || "GEO".equals(dictionary.getNameAsString(COSName.SUBTYPE))
                        || (dictionary instanceof COSStream stream && isPhotoWithPlace(stream))
                        || direct(dictionary.getValues()));
    }

    private static boolean direct(Collection<COSBase> members) {
        return members.stream()
                .anyMatch(member ->
                        member instanceof COSDictionary && !(member instanceof COSStream) && isPlaced(member));
    }

    private static boolean isPhotoWithPlace(COSStream stream) {
        if (!filters(stream).equals(List.of(COSName.DCT_DECODE))) {
            return false;
        }
        try (InputStream photo = stream.createRawInputStream()) {
            return JpegMetadataReader.readMetadata(new ByteArrayInputStream(photo.readAllBytes()))
                    .containsDirectoryOfType(GpsDirectory.class);
        } catch (ImageProcessingException | IOException unreadable) {
            return true;
        }
    }
}
