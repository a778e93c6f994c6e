// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headwater.Headwater;
import org.headwater.chain.Anchors;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.web3j.crypto.WalletUtils;
import tools.jackson.databind.JsonNode;

/** The service on a public chain, with the contracts that {@code headwater deploy} has put there. */
class AnchoredServiceIntegrationTest {

    private static final String PASSWORD = "a password of the operator";
    private static final long FIRST_BLOCK = 3;

    @TempDir
    Path directory;

    @Test
    void serviceUsesTheDeployedContractsAndIndexesFromTheirBlock() throws Exception {
        try (StandInTestnet testnet = StandInTestnet.start(directory)) {
            Path anchors = directory.resolve("deployed.json");
            deploy(testnet, anchors);
            long deployed = testnet.head();
            try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Headwater.class)
                    .run(
                            "--server.port=0",
                            "--headwater.data-dir=" + directory.resolve("data"),
                            "--headwater.chain.url=" + testnet.url(),
                            "--headwater.chain.id=11155111",
                            "--headwater.chain.anchors=" + anchors)) {
                Deployment used = service.getBean(ContractDeployments.class).ensure();
                Anchors.Contracts contracts = Anchors.read(anchors).contracts();
                assertThat(used.performanceContractFactory())
                        .isEqualTo(contracts.performanceContractFactory().address());
                assertThat(directory.resolve("data/anchors.json")).hasSameBinaryContentAs(anchors);
                assertThat(testnet.head()).isEqualTo(deployed);

                JsonNode index = indexed(service, deployed);
                assertThat(index.get("contracts").valueStream())
                        .hasSize(3)
                        .allSatisfy(contract ->
                                assertThat(contract.get("fromBlock").asLong()).isEqualTo(FIRST_BLOCK));
            }
        }
    }

    private void deploy(StandInTestnet testnet, Path anchors) throws Exception {
        Path keystore = directory.resolve(WalletUtils.generateLightNewWalletFile(PASSWORD, directory.toFile()));
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        String elector =
                WalletUtils.loadCredentials(PASSWORD, keystore.toFile()).getAddress();
        testnet.fund(elector);
        var talk = new StringWriter();
        int exitCode = HeadwaterCommand.commandLine(Headwater.class)
                .setOut(new PrintWriter(talk, true))
                .setErr(new PrintWriter(talk, true))
                .execute(
                        "deploy",
                        "--chain=11155111",
                        "--rpc=" + testnet.url(),
                        "--keystore=" + keystore,
                        "--password-file=" + password,
                        "--elector=" + elector,
                        "--threshold=1",
                        "--treasury=" + elector,
                        "--demonstration-token",
                        "--from-block=" + FIRST_BLOCK,
                        "--anchors=" + anchors,
                        "--yes");
        assertThat(exitCode).as("%s", talk).isZero();
    }

    private static JsonNode indexed(ConfigurableApplicationContext service, long head) throws Exception {
        URI address = URI.create("http://127.0.0.1:%s/api/v1/index"
                .formatted(service.getEnvironment().getProperty("local.server.port")));
        for (int tries = 0; tries < 200; tries++) {
            JsonNode index = Json.parse(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body());
            if (index.path("indexedUpTo").asLong() >= head) {
                return index;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the index does not reach the head");
    }
}
