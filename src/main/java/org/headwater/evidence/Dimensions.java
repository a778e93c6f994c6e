// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

/** Width and height that an image's header states, in pixels; bounded before any program decodes it. */
record Dimensions(long width, long height) {

    private static final long LARGEST_SIDE = 20_000;
    private static final long MOST_PIXELS = 100_000_000;

    /** These dimensions, if a viewer can hold the image in its memory. */
    Dimensions requireBounded() {
        if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE || width * height > MOST_PIXELS) {
            throw Refusal.ofFile(
                    width + " x " + height + " pixels",
                    "1 to %d pixels a side and at most %d in all".formatted(LARGEST_SIDE, MOST_PIXELS));
        }
        return this;
    }
}
