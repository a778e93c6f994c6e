// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.util.List;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;

/** The one form in which a file is refused. */
final class Refusal {

    private static final String FILE = "/file";

    private Refusal() {}

    /** A refusal of the file for what it contains. */
    static InvalidDocument ofFile(String value, String allowed) {
        return of(FILE, value, allowed);
    }

    static InvalidDocument of(String pointer, String value, String allowed) {
        return new InvalidDocument(List.of(new Violation(pointer, value, allowed)));
    }
}
