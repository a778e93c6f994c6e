// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.headwater.RunningService;
import org.headwater.attestation.Attestations;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.document.Json;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.Claims;
import org.headwater.payout.PerformanceContracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Keys;
import tools.jackson.databind.node.ObjectNode;

/** A wallet in a real browser against the real service; the checks in the page are in {@code src/test/browser}. */
class WalletBrowserIntegrationTest {

    private static final BigInteger FOR_EVER = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    @Test
    void walletMintsDepositsAndAttestsThroughTheDashboard(@TempDir Path directory) throws Exception {
        try (RunningService service = RunningService.another()) {
            mintDepositAndAttest(service, directory);
        }
    }

    private static void mintDepositAndAttest(RunningService service, Path directory) throws Exception {
        Chain chain = service.bean(Chain.class);
        Deployment deployment = service.bean(ContractDeployments.class).ensure();
        String account = Keys.toChecksumAddress(Keys.getAddress(Keys.createEcKeyPair()));
        DemonstrationToken token = chain.reads().at(deployment.token(), DemonstrationToken::load);
        VerifierRegistry registry = chain.reads().at(deployment.verifierRegistry(), VerifierRegistry::load);
        call(
                service,
                ContractDeployments.DEPLOYER,
                deployment.token(),
                token.mint(account, BigInteger.TEN.pow(15)).encodeFunctionCall());
        ContractDeployments.ELECTORS.stream()
                .limit(ContractDeployments.ELECTOR_THRESHOLD)
                .forEach(elector -> call(
                        service,
                        elector,
                        deployment.verifierRegistry(),
                        registry.accredit(account, FOR_EVER).encodeFunctionCall()));

        String output = run(service, chain, account, project(directory));

        Claim claim = service.bean(Claims.class).all().stream()
                .filter(minted -> minted.owner().equals(account))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
        HypercertMinter minter = chain.reads().at(deployment.hypercerts(), HypercertMinter::load);
        assertThat(chain.read(minter.ownerOf(claim.id().tokenId().add(BigInteger.ONE))))
                .isEqualToIgnoringCase(account);
        PerformanceContract contract = chain.reads()
                .at(
                        service.bean(PerformanceContracts.class)
                                .addressFor(claim.id())
                                .orElseThrow(),
                        PerformanceContract::load);
        assertThat(chain.read(contract.deposit(account))).isEqualTo(chain.read(contract.fundingRequired()));
        assertThat(chain.read(contract.terms()).beneficiary).isEqualToIgnoringCase(account);
        assertThat(service.bean(Claims.class).all().stream()
                        .flatMap(any -> service.bean(Attestations.class).of(any.id()).stream()))
                .filteredOn(attestation -> attestation.attester().equals(account))
                .hasSize(1);
    }

    private static String run(RunningService service, Chain chain, String account, Path project) throws Exception {
        Process browser = new ProcessBuilder(
                        "node",
                        "src/test/browser/wallet.mjs",
                        "http://127.0.0.1:%d/#token=%s".formatted(service.port(), service.token()),
                        chain.url(),
                        account,
                        project.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertThat(browser.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(browser.exitValue()).as(output).isZero();
        assertThat(output).contains("all checks passed");
        return output;
    }

    /** A back-test, which can be minted whatever time the chain has. */
    private static Path project(Path directory) throws Exception {
        ObjectNode project =
                (ObjectNode) Json.parse(Files.readAllBytes(Path.of("schemas", "examples", "project-back-test.json")));
        project.put("name", "A project with a wallet");
        return Files.write(
                directory.resolve("project.json"), List.of(Json.mapper().writeValueAsString(project)));
    }

    private static void call(RunningService service, String party, String to, String data) {
        service.bean(Transactions.class)
                .execute(Intent.call("wallet-browser/%s/%s".formatted(party, data.substring(0, 10)), party, to, data));
    }
}
