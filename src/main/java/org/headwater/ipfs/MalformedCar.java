// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

/** Bytes that are no archive of the one accepted form; the message names the place and what is allowed there. */
public final class MalformedCar extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedCar(long position, String found, String allowed) {
        super("CAR archive, byte " + position + ": " + found + "; allowed: " + allowed);
    }

    MalformedCar(String found, String allowed) {
        super("CAR archive: " + found + "; allowed: " + allowed);
    }
}
