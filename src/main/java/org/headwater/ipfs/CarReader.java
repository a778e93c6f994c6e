// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes an archive apart section by section and believes none of its lengths and names. */
final class CarReader {

    private static final String BLOCK = "a block of a file, named by " + MalformedCid.ALLOWED;

    private final InputStream in;
    private long position;
    private int blocks;

    CarReader(InputStream in) {
        this.in = in;
    }

    List<Cid> header() throws IOException {
        byte[] header =
                section(CarHeader.MAXIMUM_SIZE).orElseThrow(() -> new MalformedCar(0, "no bytes", "a CARv1 archive"));
        try {
            return CarHeader.roots(header);
        } catch (IllegalArgumentException e) {
            throw new MalformedCar(0, String.valueOf(e.getMessage()), "a CARv1 header");
        }
    }

    /** The next block, which hashes to its identifier; empty at the end of the archive. */
    Optional<UnixFs.Block> block() throws IOException {
        long start = position;
        Optional<byte[]> section = section(Cid.LENGTH + Car.MAXIMUM_BLOCK_SIZE);
        if (section.isPresent() && ++blocks > Car.MAXIMUM_BLOCKS) {
            throw new MalformedCar(start, "one more block", "at most " + Car.MAXIMUM_BLOCKS);
        }
        return section.map(bytes -> block(start, bytes));
    }

    private static UnixFs.Block block(long start, byte[] section) {
        if (section.length < Cid.LENGTH) {
            throw new MalformedCar(start, "a section of " + section.length + " bytes", BLOCK);
        }
        Cid cid = cid(start, Arrays.copyOf(section, Cid.LENGTH));
        byte[] bytes = Arrays.copyOfRange(section, Cid.LENGTH, section.length);
        if (!cid.matches(bytes)) {
            throw new MalformedCar(start, "bytes that do not hash to " + cid, BLOCK);
        }
        return new UnixFs.Block(cid, bytes);
    }

    private static Cid cid(long start, byte[] bytes) {
        try {
            return Cid.ofBytes(bytes);
        } catch (MalformedCid e) {
            throw new MalformedCar(start, "another identifier", BLOCK);
        }
    }

    /** The bytes behind a length; empty if the archive ends before it. */
    private Optional<byte[]> section(int limit) throws IOException {
        long start = position;
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        position++;
        long length = length(start, first);
        if (length <= 0 || length > limit) {
            throw new MalformedCar(
                    start, "a section of " + Long.toUnsignedString(length) + " bytes", "1 to " + limit + " bytes");
        }
        if (position + length > Car.MAXIMUM_SIZE) {
            throw new MalformedCar(start, "more bytes", "an archive of at most " + Car.MAXIMUM_SIZE + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        position += bytes.length;
        if (bytes.length < length) {
            throw new MalformedCar(position, "the end", length - bytes.length + " more bytes");
        }
        return Optional.of(bytes);
    }

    private long length(long start, int first) throws IOException {
        try {
            return Varint.read(first, this::next);
        } catch (MalformedCar e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MalformedCar(start, "a " + e.getMessage(), "the length of a section");
        }
    }

    private int next() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new MalformedCar(position, "the end", "the rest of a length");
        }
        position++;
        return next;
    }
}
