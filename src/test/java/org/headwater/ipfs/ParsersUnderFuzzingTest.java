// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.Fuzzing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seconds here; {@code -Dheadwater.fuzz=600} for ten minutes each. */
class ParsersUnderFuzzingTest {

    private static final byte[] TWO_CHUNKS = SeededBytes.of(1, UnixFs.CHUNK_SIZE + 1);

    @TempDir
    Path directory;

    @Test
    void identifiers() throws Exception {
        survives(
                CidFuzzing.class,
                List.of(
                        Cid.of(new byte[0]).text().getBytes(StandardCharsets.UTF_8),
                        Cid.of(TWO_CHUNKS).text().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void archives() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3})) {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            Car.write(List.of(Cid.of(content)), asked -> Optional.of(content), archive);
            seeds.add(archive.toByteArray());
        }
        survives(CarFuzzing.class, seeds);
    }

    @Test
    void nodesOfFiles() throws Exception {
        List<byte[]> nodes = new ArrayList<>();
        UnixFs.split(TWO_CHUNKS, block -> {
            if (block.cid().codec() == Cid.Codec.DAG_PB) {
                nodes.add(block.bytes());
            }
        });
        survives(UnixFsFuzzing.class, nodes);
    }

    private void survives(Class<?> target, List<byte[]> seeds) throws Exception {
        Fuzzing.Outcome outcome = Fuzzing.run(target, seeds, directory);

        assertThat(outcome.finding()).as(outcome.log()).isEmpty();
        assertThat(outcome.inputs()).isGreaterThan(1_000);
        System.out.printf("%s survived %,d inputs%n", target.getSimpleName(), outcome.inputs());
    }
}
