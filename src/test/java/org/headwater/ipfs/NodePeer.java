// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A program of {@code src/test/ipfs-peer}, which computes with the packages of IPFS's own authors. */
final class NodePeer {

    private NodePeer() {}

    /** Writes what the program reads. */
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Runs the program on the input to its end and gives what it printed. */
    static byte[] run(String program, Input input) throws Exception {
        Process node = new ProcessBuilder(
                        "node", Path.of("src", "test", "ipfs-peer", program).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> readAll(node));
        try (OutputStream out = node.getOutputStream()) {
            input.writeTo(out);
        }
        byte[] output = printed.get();
        assertThat(node.waitFor()).as(program).isZero();
        return output;
    }

    private static byte[] readAll(Process node) {
        try (var in = node.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("reading what the peer prints", e);
        }
    }
}
