// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

/** Something that had to hold does not; the examination that meets it fails with its message. */
final class Untrue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Untrue(String message) {
        super(message);
    }

    static void unless(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new Untrue(message.formatted(values));
        }
    }
}
