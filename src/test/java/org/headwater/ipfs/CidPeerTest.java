// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our identifiers against those of ipfs-unixfs-importer, on seeded content. */
class CidPeerTest {

    private static final int CHUNK = UnixFs.CHUNK_SIZE;
    private static final int FULL_NODE = UnixFs.LINKS_PER_NODE * CHUNK;

    private static final List<Integer> BOUNDARIES = List.of(
            0,
            1,
            CHUNK - 1,
            CHUNK,
            CHUNK + 1,
            2 * CHUNK,
            2 * CHUNK + 1,
            173 * CHUNK + 7,
            FULL_NODE,
            FULL_NODE + 1,
            FULL_NODE + CHUNK + 1,
            60_000_000);

    private static final int RANDOM_SIZES = 200;
    private static final int LARGEST_RANDOM = 2_000_000;

    @Test
    void independentImplementationGivesTheSameIdentifiers() throws Exception {
        List<Integer> sizes = Stream.concat(
                        BOUNDARIES.stream(), IntStream.range(0, RANDOM_SIZES).mapToObj(CidPeerTest::randomSize))
                .toList();

        byte[] printed = NodePeer.run("cids.mjs", out -> writeAll(sizes, out));

        List<String> ours = IntStream.range(0, sizes.size())
                .mapToObj(i -> ours(i, sizes.get(i)))
                .toList();
        assertThat(new String(printed, StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(ours);
    }

    /** Spread evenly over the orders of magnitude. */
    private static int randomSize(int seed) {
        return (int) Math.pow(LARGEST_RANDOM, new SplittableRandom(seed).nextDouble());
    }

    private static void writeAll(List<Integer> sizes, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (int i = 0; i < sizes.size(); i++) {
            data.writeLong(sizes.get(i));
            new SeededBytes(i, sizes.get(i)).transferTo(data);
        }
    }

    private static String ours(int seed, int size) {
        try {
            return Cid.of(new SeededBytes(seed, size)).text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
