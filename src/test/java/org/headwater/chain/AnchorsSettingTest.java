// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.headwater.EmbeddedParts;
import org.headwater.document.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** {@code headwater.chain.anchors}: the service uses the contracts of a file, if they are what it says. */
class AnchorsSettingTest {

    private final Chain chain = EmbeddedParts.get(Chain.class);
    private final Deployment deployment =
            EmbeddedParts.get(ContractDeployments.class).ensure();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeAnchors() throws IOException {
        file = directory.resolve("anchors.json");
        chain.anchors(deployment).write(file);
    }

    private Optional<Anchors> read(long chainId) {
        return TestChain.settings(Map.of(
                        "chain.url", chain.url(),
                        "chain.id", Long.toString(chainId),
                        "chain.anchors", file.toString()))
                .readAnchors();
    }

    private void alter(Consumer<ObjectNode> alteration) throws IOException {
        ObjectNode anchors = (ObjectNode) Json.parse(Files.readAllBytes(file));
        alteration.accept(anchors);
        Files.write(file, Json.mapper().writeValueAsBytes(anchors));
    }

    private static ObjectNode contract(ObjectNode anchors, String name) {
        return (ObjectNode) anchors.at("/contracts/" + name);
    }

    @Test
    void contractsOfTheFileAreTheDeployment() {
        assertThat(read(Chain.LOCAL_ID).map(Anchors::deployment)).contains(deployment);
    }

    @Test
    void fileThatCannotBeUsedIsNamedWithTheSetting() throws IOException {
        assertThatThrownBy(() -> read(5))
                .hasMessageContaining("headwater.chain.anchors")
                .hasMessageContaining("/chainId: 31337 is not allowed: 5");
        alter(anchors -> anchors.put("chainId", 11_155_111));
        assertThatThrownBy(() -> read(11_155_111)).hasMessageContaining("/contracts/hypercerts/address");
        alter(anchors -> anchors.remove("contracts"));
        assertThatThrownBy(() -> read(11_155_111)).hasMessageContaining("/contracts");
        Files.delete(file);
        assertThatThrownBy(() -> read(5)).hasMessageContaining("headwater.chain.anchors: " + file);
    }

    @Test
    void embeddedChainHasItsOwnContracts() {
        assertThatThrownBy(() -> TestChain.settings(Map.of("chain.anchors", file.toString())))
                .rootCause()
                .hasMessageContaining("headwater.chain.anchors");
    }

    @Test
    void anchorsWithoutResolverOfRevisionsAreForVerifyOnly() throws IOException {
        alter(anchors -> {
            ((ObjectNode) anchors.get("contracts")).remove("revisionResolver");
            ((ObjectNode) anchors.get("schemas")).remove("revision");
        });
        assertThatThrownBy(() -> read(Chain.LOCAL_ID).orElseThrow().deployment())
                .hasMessageContaining("/contracts/revisionResolver");
    }

    @Test
    void startIsRefusedWhereTheCodeIsAnother() throws IOException {
        try (var node = NodeConnection.open(
                Endpoints.at(List.of(chain.url()), Chain.LOCAL_ID, Duration.ofDays(1), Endpoint.ANSWER_TIMEOUT),
                Chain.LOCAL_ID)) {
            assertThatCode(() -> new CodeGuard(node, Map.of(), read(Chain.LOCAL_ID)).requireConfigured())
                    .doesNotThrowAnyException();
            byte[] whole = Files.readAllBytes(file);
            alter(anchors -> contract(anchors, "observationResolver").put("codeHash", "0x" + "1".repeat(64)));
            assertThatThrownBy(() -> new CodeGuard(node, Map.of(), read(Chain.LOCAL_ID)).requireConfigured())
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining(deployment.observationResolver().toLowerCase(Locale.ROOT));
            Files.write(file, whole);
            alter(anchors -> ((ObjectNode) anchors.get("contracts"))
                    .set("hypercertsImplementation", contract(anchors, "token")));
            assertThatThrownBy(() -> new CodeGuard(node, Map.of(), read(Chain.LOCAL_ID)).requireConfigured())
                    .isInstanceOf(ChainNotAvailable.class)
                    .hasMessageContaining("hypercerts at " + deployment.hypercerts());
        }
    }
}
