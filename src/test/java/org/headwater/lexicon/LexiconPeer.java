// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.headwater.document.Json;
import tools.jackson.databind.JsonNode;

/** The published lexicons with their own validator, and an independent encoder of dag-cbor: {@code src/test/lexicon-peer}. */
public final class LexiconPeer {

    private LexiconPeer() {}

    /**
     * What the peer says of a record.
     *
     * @param error its objection; empty if there is none
     * @param graphemes characters in each member that is a text
     */
    public record Judgement(String error, String cid, JsonNode graphemes) {}

    /** Judges the records in one process. */
    public static List<Judgement> judge(List<JsonNode> records) throws Exception {
        Process node = new ProcessBuilder(
                        "node",
                        Path.of("src", "test", "lexicon-peer", "validate.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(node));
        try (var in = node.getOutputStream()) {
            in.write(records.stream()
                    .map(JsonNode::toString)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        List<Judgement> judgements =
                printed.get().lines().map(LexiconPeer::judgement).toList();
        assertThat(node.waitFor()).isZero();
        assertThat(judgements).hasSameSizeAs(records);
        return judgements;
    }

    private static Judgement judgement(String line) {
        JsonNode answer = Json.mapper().readTree(line);
        return new Judgement(
                answer.path("error").asString(""), answer.path("cid").asString(), answer.path("graphemes"));
    }

    private static String read(Process node) {
        try (var out = node.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("reading what the peer prints", e);
        }
    }
}
