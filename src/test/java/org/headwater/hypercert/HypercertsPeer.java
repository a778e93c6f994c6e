// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.document.Json;
import tools.jackson.databind.JsonNode;

/** The official packages of hypercerts and OpenZeppelin, asked many questions in one process of Node. */
final class HypercertsPeer {

    private static final Path FOLDER = Path.of("src", "test", "hypercerts-peer");

    private HypercertsPeer() {}

    /** One answer for each question, in order; see {@code peer.mjs} for their forms. */
    static List<JsonNode> ask(Stream<JsonNode> questions) throws IOException, InterruptedException {
        Path file = Files.createTempFile("hypercerts-peer", ".jsonl");
        try {
            Files.writeString(file, questions.map(JsonNode::toString).collect(Collectors.joining("\n")));
            Process node = new ProcessBuilder("node", "peer.mjs", file.toString())
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answers = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (node.waitFor() != 0) {
                throw new IllegalStateException("peer.mjs ended with " + node.exitValue());
            }
            return answers.lines().map(line -> Json.mapper().readTree(line)).toList();
        } finally {
            Files.delete(file);
        }
    }
}
