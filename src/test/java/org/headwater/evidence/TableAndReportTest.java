// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwater.evidence.TestFiles.ascii;
import static org.headwater.evidence.TestFiles.packedPdf;
import static org.headwater.evidence.TestFiles.pdf;
import static org.headwater.evidence.TestFiles.tiff;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableAndReportTest {

    @Test
    void tableIsPublishedByteForByte() {
        byte[] table = ascii("year,load\n2026,-1.5\n2027,+2e3\r\n");

        assertThat(CsvTable.of(table).publishable(table)).isEqualTo(table);
    }

    @Test
    void cellsThatASpreadsheetWouldRunBecomeText() {
        byte[] table = ascii(
                "name,value\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",1\n@SUM(A1),-2\n+1+cmd|' /C calc'!A0,3\n");

        assertThat(new String(CsvTable.of(table).publishable(table), StandardCharsets.UTF_8))
                .isEqualTo("name,value\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",1\r\n'@SUM(A1),-2\r\n"
                        + "'+1+cmd|' /C calc'!A0,3\r\n");
    }

    @Test
    void eachRowThatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> CsvTable.of(ascii("a,b\n1,2\n3\n4,5,6\n")))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/file/rows/2", "/file/rows/3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a;b\n1,5;2\n' | parted by commas",
                "'a,b\n' | at least one row",
                "'a,b\n\"1,2\n' | RFC 4180",
            })
    void tablesOfAnotherFormAreRefused(String table, String allowed) {
        assertThatThrownBy(() -> CsvTable.of(ascii(table)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(allowed);
    }

    @Test
    void tableWithAMillionColumnsIsRefused() {
        assertThatThrownBy(() -> CsvTable.of(ascii("a,".repeat(1_000_000) + "a\n1\n")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("at most 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Latitude,load\n6.3,1\n", "site,LON\nA,2\n", "x,y,z\n1,2,3\n"})
    void columnsOfPlacesAreSeen(String table) {
        assertThat(CsvTable.of(ascii(table)).place()).isPresent();
        assertThat(CsvTable.of(ascii("year,load\n1,2\n")).place()).isEmpty();
    }

    @Test
    void columnsOfPersonsAreSeen() {
        assertThat(CsvTable.of(ascii("First-Name,load\nA,2\n")).person()).isPresent();
        assertThat(CsvTable.of(ascii("year,load\n1,2\n")).person()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<!doctype html><p>",
                "MZ\u0090\0\3",
                "\u007fELF\2",
                "PK\3\4\24\0",
                "GIF89a\1\0",
                "{\"a\":1}",
                " \n ",
                "a,b\0\n"
            })
    void whatIsNoneOfTheFiveKindsIsRefusedByItsBytes(String start) {
        assertThatThrownBy(() -> EvidenceType.of(ascii(start)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("bytes that begin with")
                .hasMessageContaining("image/jpeg, image/png, image/tiff, application/pdf, text/csv");
    }

    @Test
    void plainReportIsTaken() {
        assertThatCode(() -> PdfReport.examine(pdf("1 0 obj << /Type /Catalog >> endobj")))
                .doesNotThrowAnyException();
        assertThatCode(() -> PdfReport.examine(packedPdf("<< /Type /Catalog >>")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<< /S /JavaScript /JS (app.alert(1)) >>",
                "<< /S /J#61vaScript /JS (x) >>",
                "<< /S /Launch /F (cmd.exe) >>",
                "<< /Names << /EmbeddedFiles 3 0 R >> >>",
                "<< /AcroForm << /XFA [1 0 R] >> >>",
                "<< /Subtype /RichMedia >>",
            })
    void reportThatRunsOrCarriesSomethingIsRefused(String object) {
        assertThatThrownBy(() -> PdfReport.examine(pdf("1 0 obj " + object + " endobj")))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("without scripts");
        assertThatThrownBy(() -> PdfReport.examine(packedPdf(object)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("without scripts");
    }

    @Test
    void reportThatUnpacksToMuchMoreIsRefused() {
        assertThatThrownBy(() -> PdfReport.examine(packedPdf(" ".repeat(65 * 1024 * 1024))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("cannot be unpacked within");
    }

    @Test
    void reportThatIsCutOffOrFollowedByAnotherFileIsRefused() {
        assertThatThrownBy(() -> PdfReport.examine(ascii("%PDF-1.7\n1 0 obj endobj")))
                .hasMessageContaining("%%EOF");
        assertThatThrownBy(() -> PdfReport.examine(TestFiles.joined(pdf(""), ascii("<html>"))))
                .hasMessageContaining("nothing after its end");
    }

    @Test
    void georeferencedImageOfBoundedSizeIsTaken() {
        assertThatCode(() -> GeoTiff.examine(tiff(1000, 1000, true))).doesNotThrowAnyException();
        assertThatThrownBy(() -> GeoTiff.examine(tiff(1000, 1000, false))).hasMessageContaining("GeoTIFF");
        assertThatThrownBy(() -> GeoTiff.examine(tiff(50_000, 50_000, true))).hasMessageContaining("pixels");
        assertThatThrownBy(() -> GeoTiff.examine(Arrays.copyOf(tiff(10, 10, true), 20)))
                .hasMessageContaining("whole TIFF");
        assertThatThrownBy(() -> GeoTiff.examine(ascii("II*\0\377\377\377\177")))
                .hasMessageContaining("whole TIFF");
    }
}
