// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.util.List;

/** One good file of each kind. */
public final class EvidenceSeeds {

    private EvidenceSeeds() {}

    public static List<byte[]> files() {
        return List.of(
                TestFiles.photo(1),
                TestFiles.screenshot(1),
                TestFiles.tiff(10, 10, true),
                TestFiles.pdf("1 0 obj << /Type /Catalog >> endobj"),
                TestFiles.packedPdf("<< /Type /Catalog >>"),
                TestFiles.ascii("year,load\n2026,1.5\n"));
    }
}
