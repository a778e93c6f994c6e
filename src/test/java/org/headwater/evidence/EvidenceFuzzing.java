// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import org.headwater.document.InvalidDocument;

/** A file of any kind is examined and cleaned, or refused; what was cleaned is clean. */
public final class EvidenceFuzzing {

    private EvidenceFuzzing() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            switch (EvidenceType.of(input)) {
                case JPEG -> JpegPhoto.withoutMetadata(JpegPhoto.withoutMetadata(input));
                case PNG -> PngPhoto.withoutMetadata(PngPhoto.withoutMetadata(input));
                case GEOTIFF -> GeoTiff.examine(input);
                case PDF -> PdfReport.examine(input);
                case CSV -> CsvTable.of(CsvTable.of(input).publishable(input));
            }
        } catch (InvalidDocument refused) {
            // As it must be.
        }
    }
}
