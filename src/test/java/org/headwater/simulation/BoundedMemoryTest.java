// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headwater.ChildProcess;
import org.junit.jupiter.api.Test;

class BoundedMemoryTest {

    /** Kept, these draws would take 336 MB; {@code benchmarks/memory.py} does ten times as many in 512 MB. */
    @Test
    void aMillionDrawsOverTwentyYearsAreSummarizedInSixtyFourMegabytes() throws Exception {
        List<String> options = List.of("-Xmx64m");
        try (ChildProcess child = ChildProcess.start(options, SummaryProgram.class, "1000000", "20")) {
            assertThat(child.next("count ")).isEqualTo("1000000");
            assertThat(child.ended()).isZero();
        }
    }
}
