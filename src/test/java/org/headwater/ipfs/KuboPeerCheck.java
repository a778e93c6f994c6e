// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client against a node that others have written: js-ipfs of {@code peers/js-ipfs}, or the one whose RPC address is the
 * system property {@code headwater.kubo}. Its name keeps it out of the ordinary build, which does not install the node.
 */
class KuboPeerCheck {

    private static @Nullable Process peer;
    private static Kubo kubo;

    @BeforeAll
    static void startPeer() throws IOException {
        String address = System.getProperty("headwater.kubo");
        if (address == null) {
            Process started = new ProcessBuilder(
                            "node", Path.of("peers", "js-ipfs", "serve.mjs").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader printed = started.inputReader();
            address = printed.readLine();
            peer = started;
        }
        kubo = new Kubo(address);
    }

    @AfterAll
    static void stopPeer() throws Exception {
        Process started = peer;
        if (started != null) {
            started.getOutputStream().close();
            started.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 1000, 262_143, 262_144, 262_145, 1_000_000, 174 * 262_144, 174 * 262_144 + 1, 60_000_000})
    void fileGetsOurIdentifierIsPinnedAndComesBack(int size) {
        byte[] content = SeededBytes.of(size, size);

        Cid cid = kubo.add(content);

        assertThat(cid).isEqualTo(Cid.of(content));
        assertThat(kubo.pinState(cid)).isEqualTo(PinState.PINNED);
        assertThat(kubo.read(cid)).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    }

    @Test
    void twoHundredFilesGetOurIdentifiers() {
        for (int i = 0; i < 200; i++) {
            byte[] content = SeededBytes.of(i, 37 * i * i);
            assertThat(kubo.add(content)).isEqualTo(Cid.of(content));
        }
    }

    @Test
    void fileThatIsNotThereIsAbsent() {
        Cid unknown = Cid.of(SeededBytes.of(-1, 50));

        assertThat(kubo.read(unknown)).isEmpty();
        assertThat(kubo.pinState(unknown)).isEqualTo(PinState.ABSENT);
    }
}
