// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwater.evidence.TestFiles.ascii;
import static org.headwater.evidence.TestFiles.encoded;
import static org.headwater.evidence.TestFiles.joined;
import static org.headwater.evidence.TestFiles.photo;
import static org.headwater.evidence.TestFiles.picture;
import static org.headwater.evidence.TestFiles.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.headwater.consent.TextTraces;
import org.headwater.document.InvalidDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tables and reports give away of persons and exact places, in every form that is looked for. */
class TracesTest {

    private static final byte[] PLAIN = encoded(picture(1), "jpeg");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write to maria.perez@finca.example.co today",
                "josé@bücher.example",
                "+57 300 123 4567",
                "tel. +1 (202) 555-0143",
                "+4930123456789",
                "030 1234 5678",
                "(0221) 1234-567",
            })
    void waysToReachAPersonAreSeen(String text) {
        assertThat(TextTraces.person(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-05",
                "05/01/2026",
                "01-2026",
                "0.123456789",
                "1,234,567 t",
                "+2e3",
                "-1.5",
                "+1234.5678901",
                "bafkreidjfozr6iwfpaqzvrsidvhubmpty6b5fzw4sde7iiuc6r5feyyhuq",
                "2026-01-05T09:00:00Z",
                "plot 12 at 3 m",
                "@SUM(A1)",
            })
    void measuredValuesDatesAndLabelsAreNoPersons(String text) {
        assertThat(TextTraces.person(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the gully at 6.30701, -75.56824",
                "6.30701;-75.56824",
                "6.30701° N 75.56824° W",
                "-75.568 6.307",
                "6°18'25.2\"N",
                "6 ° 18′",
                "POINT (-75.5 6.3)",
                "{\"coordinates\": [-75.5, 6.3]}",
                "geo:6.3,-75.5",
                "18N 433012 697345",
                "32 U 433012 5697345",
            })
    void exactPlacesAreSeen(String text) {
        assertThat(TextTraces.place(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.12, 0.34",
                "12.345",
                "190.1234, 200.5678",
                "45.123, 1234.567",
                "20 °C",
                "2026 2027",
                "1.234,567.891",
                "a slope of 12°",
            })
    void measuredValuesAreNoPlaces(String text) {
        assertThat(TextTraces.place(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plot,a,b\nA,6.30701,-75.56824\nB,6.30799,-75.56811\n",
                "plot,a,b\nA,-75.56824,6.30701\n",
                "plot,where\nA,\"6.30701, -75.56824\"\n",
                "\"6.30701, -75.56824\",load\n1,2\n",
            })
    void cellsAndColumnsFilledLikeCoordinatesAreSeen(String table) {
        assertThat(CsvTable.of(ascii(table)).place()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plot,a,b\nA,6.307,-75.568\n",
                "plot,a,b\nA,6.30701,-75.56824\nB,9.30799,-75.56811\n",
                "plot,a,b\nA,0.30701,0.56824\n",
                "plot,a,b\nA,6.30701,\nB,6.30799,-75.56811\n",
                "plot,a,b\nA,96.30701,175.56824\n",
            })
    void columnsOfMeasuredValuesAreNot(String table) {
        assertThat(CsvTable.of(ascii(table)).place()).isEmpty();
    }

    @Test
    void cellsThatReachAPersonAreSeen() {
        assertThat(CsvTable.of(ascii("plot,remark\nA,ask maria@finca.example\n"))
                        .person())
                .hasValueSatisfying(found -> assertThat(found).contains("maria@finca.example"));
        assertThat(CsvTable.of(ascii("plot,remark\nA,dry\n")).person()).isEmpty();
    }

    @Test
    void textAuthorAndPicturesOfAReportAreRead() {
        PdfContent plain = PdfContent.of(report("Yearly report, 12.5 t", "", PLAIN));
        assertThat(plain.place()).isEmpty();
        assertThat(plain.person()).isEmpty();

        assertThat(PdfContent.of(report("Plot at 6.30701, -75.56824", "", PLAIN))
                        .place())
                .hasValueSatisfying(found -> assertThat(found).contains("6.30701, -75.56824"));
        assertThat(PdfContent.of(report("Call +57 300 123 4567", "", PLAIN)).person())
                .hasValueSatisfying(found -> assertThat(found).contains("+57 300"));
        assertThat(PdfContent.of(report("Yearly report", "maria@finca.example", PLAIN))
                        .person())
                .isPresent();
        assertThat(PdfContent.of(report("Yearly report", "", photo(3))).place())
                .hasValueSatisfying(found -> assertThat(found).contains("picture"));
    }

    @Test
    void mapsWithCoordinatesAndDescriptionsAreRead() throws IOException {
        byte[] map = changed((document, page) -> {
            COSDictionary measure = new COSDictionary();
            measure.setName(COSName.SUBTYPE, "GEO");
            page.getCOSObject().setItem("Measure", measure);
        });
        assertThat(PdfContent.of(map).place()).isPresent();
        byte[] described = changed((document, page) -> {
            PDMetadata metadata = new PDMetadata(document);
            metadata.importXMPMetadata("<x>geo:6.3,-75.5</x>".getBytes(StandardCharsets.UTF_8));
            document.getDocumentCatalog().setMetadata(metadata);
        });
        assertThat(PdfContent.of(described).place()).isPresent();
    }

    @Test
    void reportThatUnpacksToMuchMoreOrIsPackedStrangelyIsRefused() throws IOException {
        byte[] bomb = changed((document, page) -> stream(page, COSName.FLATE_DECODE, new byte[65 * 1024 * 1024]));
        assertThatThrownBy(() -> PdfContent.of(bomb))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("unpacks to more than");
        byte[] strange = changed((document, page) -> stream(page, COSName.LZW_DECODE, new byte[10]));
        assertThatThrownBy(() -> PdfContent.of(strange))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("LZWDecode");
    }

    @Test
    void reportThatDrawsForEverOrHasTooManyPagesIsRefused() throws IOException {
        byte[] endless = changed((document, page) -> {
            stream(page, COSName.FLATE_DECODE, "q Q ".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 300; i++) {
                document.addPage(new PDPage(new COSDictionary(page.getCOSObject())));
            }
        });
        assertThatThrownBy(() -> PdfContent.of(endless))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("drawing steps");
        byte[] many = changed((document, page) -> {
            for (int i = 0; i < 500; i++) {
                document.addPage(new PDPage());
            }
        });
        assertThatThrownBy(() -> PdfContent.of(many))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("501 pages");
    }

    @Test
    void reportThatTheReaderCannotReadIsRefused() {
        assertThatThrownBy(() -> PdfContent.of(ascii("%PDF-1.7\n%%EOF\n")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("whose content can be examined");
        assertThatThrownBy(() -> PdfContent.of(joined(ascii("%PDF-1.7\n"), new byte[2000], ascii("%%EOF"))))
                .isInstanceOf(InvalidDocument.class);
    }

    private interface Change {
        void to(PDDocument document, PDPage page) throws IOException;
    }

    private static byte[] changed(Change change) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            change.to(document, page);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.save(file);
            return file.toByteArray();
        }
    }

    private static void stream(PDPage page, COSName filter, byte[] content) throws IOException {
        COSStream stream = new COSStream();
        try (var out = stream.createOutputStream(filter)) {
            out.write(content);
        }
        page.getCOSObject().setItem(COSName.CONTENTS, stream);
    }
}
