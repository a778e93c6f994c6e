// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

/** The node did not answer a question of the index, or refused it; it is asked again later, perhaps for less. */
final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }

    NoAnswer(String message) {
        super(message);
    }
}
