// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwater.ChildProcess;
import org.headwater.EmbeddedParts;
import org.headwater.HaltAgent;
import org.headwater.HaltAgent.Boundary;
import org.headwater.Headwater;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.cli.OwnKeyParty.Run;
import org.headwater.payout.Escrow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** {@code headwater fund} and {@code challenge} with the party's own key file against the real chain and contracts. */
class EscrowCommandsTest {

    private static final BigInteger AMOUNT = BigInteger.valueOf(20_000_000);
    private static final BigInteger BOND = BigInteger.valueOf(500_000);
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final List<String> VERIFIERS = List.of("escrow-verifier-1", "escrow-verifier-2");
    private static final Pattern TERMS = Pattern.compile("terms +(0x[0-9a-f]{64})");

    @TempDir
    static Path directory;

    private static Chain chain;
    private static Deployment deployment;
    private static Keyring keyring;
    private static DemonstrationToken token;
    private static int purposes;

    @BeforeAll
    static void accreditVerifiers() {
        chain = EmbeddedParts.get(Chain.class);
        deployment = EmbeddedParts.get(ContractDeployments.class).ensure();
        keyring = EmbeddedParts.get(Keyring.class);
        token = chain.reads().at(deployment.token(), DemonstrationToken::load);
        VerifierRegistry registry = chain.reads().at(deployment.verifierRegistry(), VerifierRegistry::load);
        BigInteger forEver = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        for (String verifier : VERIFIERS) {
            ContractDeployments.ELECTORS.stream()
                    .limit(ContractDeployments.ELECTOR_THRESHOLD)
                    .forEach(elector -> call(
                            elector,
                            deployment.verifierRegistry(),
                            registry.accredit(keyring.address(verifier), forEver)
                                    .encodeFunctionCall()));
        }
    }

    @Test
    void fundShowsTheTermsBindsToThemAndDepositsOnce() throws Exception {
        OwnKeyParty payer = payer(AMOUNT);
        String contract = contract(WINDOW);
        Run unread = fund(payer, contract, "--yes");
        assertThat(unread.exitCode()).isEqualTo(2);
        assertThat(unread.talk())
                .contains("--terms")
                .contains("20 dUSD (20000000 base units)")
                .contains("pays 20 dUSD (20000000 base units), nothing up to 0.100000, all from 0.300000 on")
                .contains("beneficiary  " + keyring.address("forest-owner"))
                .contains("the identical word of 2 of 2 counts")
                .contains("within 86400 seconds of the quorum")
                .contains("a bond of at least 0.5 dUSD");
        Run other = fund(payer, contract, "--yes", "--terms", "0x" + "ab".repeat(32));
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.talk()).contains("the terms on the chain have " + terms(unread));
        assertThat(depositOf(payer, contract)).isZero();
        assertThat(allowanceOf(payer, contract)).isZero();

        Run part = fund(payer, contract, "--yes", "--terms", terms(unread), "--deposit", "5000000");
        assertThat(part.exitCode()).as(part.talk()).isZero();
        assertThat(part.talk()).contains("approve(the contract " + contract + " may take 5 dUSD (5000000 base units))");
        assertThat(part.json().get("transactions").size()).isEqualTo(2);
        Run again = fund(payer, contract, "--yes", "--terms", terms(unread), "--deposit", "5000000");
        assertThat(again.json().get("transactions").size()).isZero();
        assertThat(depositOf(payer, contract)).isEqualTo(5_000_000);

        Run rest = fund(payer, contract, "--yes", "--terms", terms(unread));
        assertThat(rest.json().get("deposit").asString()).isEqualTo(AMOUNT.toString());
        assertThat(fund(payer, contract, "--yes", "--terms", terms(unread))
                        .json()
                        .get("transactions")
                        .size())
                .isZero();
        assertThat(depositOf(payer, contract)).isEqualTo(AMOUNT);
        assertThat(allowanceOf(payer, contract)).isZero();
        assertThat(balanceOf(payer)).isZero();
    }

    @Test
    void approvalOfAnotherAmountIsReplacedByTheExactOne() throws Exception {
        OwnKeyParty payer = payer(AMOUNT);
        String contract = contract(WINDOW);
        String read = terms(contract);
        payer.approve(
                deployment.token(), token.approve(contract, BigInteger.TEN).encodeFunctionCall());
        assertThat(allowanceOf(payer, contract)).isEqualTo(BigInteger.TEN);
        Run smaller = fund(payer, contract, "--yes", "--terms", read, "--deposit", "1000000");
        assertThat(smaller.exitCode()).as(smaller.talk()).isZero();
        assertThat(smaller.json().get("transactions").size()).isEqualTo(3);
        assertThat(depositOf(payer, contract)).isEqualTo(1_000_000);
        assertThat(allowanceOf(payer, contract)).isZero();
    }

    /** Killed when the approval is final, and when the deposit is with the node but nobody has seen its receipt. */
    @ParameterizedTest
    @CsvSource({
        "org.headwater.chain.PartyAccount, send, 1, 0, 1",
        "org.headwater.chain.NodeConnection, broadcast, 4, 1, 0"
    })
    void fundKilledOnItsWayIsFinishedByASecondRun(
            String type, String method, int pass, int depositsBefore, int transactionsAfter) throws Exception {
        OwnKeyParty payer = payer(AMOUNT.multiply(BigInteger.TWO));
        String contract = contract(WINDOW);
        String read = terms(contract);
        killed(payer, contract, read, Boundary.after(type, method), pass);
        assertThat(depositOf(payer, contract)).isEqualTo(AMOUNT.multiply(BigInteger.valueOf(depositsBefore)));
        Run second = fund(payer, contract, "--yes", "--terms", read, "--deposit", AMOUNT.toString());
        assertThat(second.exitCode()).as(second.talk()).isZero();
        assertThat(second.json().get("transactions").size()).isEqualTo(transactionsAfter);
        assertThat(depositOf(payer, contract)).isEqualTo(AMOUNT);
        assertThat(balanceOf(payer)).isEqualTo(AMOUNT);
    }

    @Test
    void fundRefusesWhatTheContractWouldNotTakeAndAStrangersContract() throws Exception {
        OwnKeyParty poor = payer(BigInteger.ONE);
        String contract = contract(WINDOW);
        Run unpaid = fund(poor, contract, "--yes");
        assertThat(unpaid.exitCode()).isEqualTo(2);
        assertThat(unpaid.talk()).contains("/balance is 0.000001 dUSD").contains("at least 20 dUSD");
        assertThat(fund(poor, contract, "--deposit", "1").talk()).contains("a first deposit of at least 1 dUSD");
        assertThat(fund(poor, contract, "--deposit", "20000001").talk()).contains("at most 20 dUSD");
        Run stranger = fund(poor, deployment.token(), "--yes");
        assertThat(stranger.exitCode()).isEqualTo(2);
        assertThat(stranger.talk()).contains("a contract that the factory");
        Run wrongFactory = poor.run("fund", contract, "--chain", "31337", "--factory", deployment.token());
        assertThat(wrongFactory.exitCode()).isNotZero();
    }

    @Test
    void solePayerChallengesOnceAndWhatItConcedesIsPaid() throws Exception {
        OwnKeyParty payer = payer(AMOUNT.add(BOND));
        String contract = funded(payer, WINDOW);
        attest(contract);
        Run shown = challenge(payer, contract, "0.15", "--yes");
        assertThat(shown.exitCode()).isEqualTo(2);
        assertThat(shown.talk())
                .contains("attested     0.200000, worth 10 dUSD")
                .contains("your value   0.150000, worth 5 dUSD")
                .contains("at once      5 dUSD (5000000 base units) to the beneficiary")
                .contains("at stake     your bond, 0.5 dUSD");
        Run made = challenge(payer, contract, "0.15", "--yes", "--terms", terms(shown));
        assertThat(made.exitCode()).as(made.talk()).isZero();
        PerformanceContract escrow = chain.reads().at(contract, PerformanceContract::load);
        PerformanceContract.Dispute dispute = chain.read(escrow.dispute(BigInteger.ZERO));
        assertThat(dispute.payers.challenger).isEqualToIgnoringCase(payer.address());
        assertThat(dispute.payers.value).isEqualTo(150_000);
        assertThat(dispute.payers.bond).isEqualTo(BOND);
        assertThat(chain.read(escrow.credit(keyring.address("forest-owner")))).isEqualTo(5_000_000);
        Run again = challenge(payer, contract, "0.15", "--yes", "--terms", terms(shown));
        assertThat(again.exitCode()).isZero();
        assertThat(again.json().get("transactions").size()).isZero();
        Run lower = challenge(payer, contract, "0.12", "--yes", "--terms", terms(shown));
        assertThat(lower.exitCode()).isEqualTo(2);
        assertThat(lower.talk()).contains("you have challenged already, with 0.150000");
    }

    @Test
    void challengeIsRefusedToStrangersInTheWrongDirectionWithoutBondAndWhenTheWindowIsOver() throws Exception {
        OwnKeyParty payer = payer(AMOUNT);
        String contract = funded(payer, WINDOW);
        assertThat(challenge(payer, contract, "0.15").talk()).contains("0, which is open; allowed: a milestone with");
        attest(contract);
        assertThat(challenge(payer, contract, "0.25").talk()).contains("a value that is worth less than 10 dUSD");
        assertThat(challenge(payer, contract, "0.1500001").talk()).contains("at most 6 decimals");
        assertThat(challenge(payer, contract, "0.15").talk()).contains("/balance is 0 dUSD");
        assertThat(challenge(payer, contract, "0.15", "--bond", "1").talk()).contains("/bond is 0.000001 dUSD");
        OwnKeyParty stranger = payer(BOND);
        assertThat(challenge(stranger, contract, "0.15").talk()).contains("a payer or the beneficiary");
        assertThat(stranger.run(
                                "challenge",
                                contract,
                                "--chain",
                                "31337",
                                "--factory",
                                deployment.performanceContractFactory(),
                                "--milestone",
                                "1",
                                "--value",
                                "0.15")
                        .talk())
                .contains("/milestone is 1; allowed: 0 to 0");
        OwnKeyParty late = payer(AMOUNT.add(BOND));
        String over = funded(late, Duration.ZERO);
        attest(over);
        assertThat(challenge(late, over, "0.15").talk()).contains("when its window closed");
    }

    private static OwnKeyParty payer(BigInteger tokens) throws Exception {
        OwnKeyParty payer = OwnKeyParty.create(chain, Files.createTempDirectory(directory, "party"));
        call(
                ContractDeployments.DEPLOYER,
                deployment.token(),
                token.mint(payer.address(), tokens).encodeFunctionCall());
        return payer;
    }

    /** A new contract with one milestone that was measured long ago. */
    private static String contract(Duration window) {
        long now = chain.time().getEpochSecond();
        var milestone = new PerformanceContractFactory.Milestone(
                "attributable change of sediment yield",
                BigInteger.valueOf(100_000),
                BigInteger.valueOf(300_000),
                AMOUNT,
                BigInteger.ONE,
                BigInteger.TWO,
                BigInteger.valueOf(now + Duration.ofDays(3650).toSeconds()));
        var terms = new PerformanceContractFactory.Terms(
                deployment.hypercerts(),
                BigInteger.ONE.shiftLeft(128),
                keyring.address("forest-owner"),
                deployment.token(),
                VERIFIERS.stream().map(keyring::address).toList(),
                BigInteger.TWO,
                BigInteger.valueOf(window.toSeconds()),
                keyring.address("escrow-arbiter"),
                BOND,
                BigInteger.valueOf(Duration.ofDays(30).toSeconds()),
                BigInteger.ZERO,
                BigInteger.ZERO,
                List.of(milestone));
        String factory = deployment.performanceContractFactory();
        var created = EmbeddedParts.get(Transactions.class)
                .execute(Intent.call(
                        purpose(),
                        "escrow-creator",
                        factory,
                        chain.reads()
                                .at(factory, PerformanceContractFactory::load)
                                .create(terms)
                                .encodeFunctionCall()));
        return org.web3j.crypto.Keys.toChecksumAddress(
                PerformanceContractFactory.getPerformanceContractCreatedEvents(created.receipt())
                        .getFirst()
                        .performanceContract);
    }

    /** A contract that the party alone has funded. */
    private static String funded(OwnKeyParty payer, Duration window) {
        String contract = contract(window);
        Run funded = fund(payer, contract, "--yes", "--terms", terms(contract));
        assertThat(funded.exitCode()).as(funded.talk()).isZero();
        return contract;
    }

    /** Lets the verifiers attest a change of 0.2. */
    private static void attest(String contract) {
        String values = new DefaultFunctionEncoder()
                .encodeParameters(List.of(
                        new Address(contract),
                        new Uint8(0),
                        new Int256(200_000),
                        new Bytes32(Hash.sha3("evidence".getBytes(StandardCharsets.UTF_8))),
                        new Utf8String("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")));
        var request = new EAS.AttestationRequest(
                Numeric.hexStringToByteArray(deployment.milestoneSchema()),
                new EAS.AttestationRequestData(
                        "0x0000000000000000000000000000000000000000",
                        BigInteger.ZERO,
                        true,
                        new byte[32],
                        Numeric.hexStringToByteArray(values),
                        BigInteger.ZERO));
        String data = FunctionEncoder.encode(new Function(EAS.FUNC_ATTEST, List.of(request), List.of()));
        VERIFIERS.forEach(verifier -> call(verifier, deployment.eas(), data));
    }

    private static Run fund(OwnKeyParty payer, String contract, String... more) {
        return payer.run(fundArguments(contract, more));
    }

    private static String[] fundArguments(String contract, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("fund", contract, "--chain", "31337", "--factory", deployment.performanceContractFactory()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Run challenge(OwnKeyParty party, String contract, String value, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "challenge",
                contract,
                "--chain",
                "31337",
                "--factory",
                deployment.performanceContractFactory(),
                "--milestone",
                "0",
                "--value",
                value));
        arguments.addAll(List.of(more));
        return party.run(arguments.toArray(String[]::new));
    }

    private static void killed(OwnKeyParty payer, String contract, String terms, Boundary boundary, int pass)
            throws Exception {
        Path agent = HaltAgent.jar(Files.createTempDirectory(directory, "agent"));
        try (var child = ChildProcess.start(
                List.of("-XX:TieredStopAtLevel=1", boundary.option(agent, pass)),
                Headwater.class,
                payer.withKey(fundArguments(contract, "--yes", "--terms", terms)))) {
            assertThat(child.ended()).isEqualTo(HaltAgent.CODE);
        }
    }

    private static String terms(String contract) {
        return Escrow.createdBy(deployment.performanceContractFactory(), contract, chain.reads())
                .terms()
                .hash();
    }

    private static String terms(Run run) {
        Matcher matcher = TERMS.matcher(run.talk());
        assertThat(matcher.find()).as(run.talk()).isTrue();
        return matcher.group(1);
    }

    private static BigInteger depositOf(OwnKeyParty payer, String contract) {
        return chain.read(chain.reads().at(contract, PerformanceContract::load).deposit(payer.address()));
    }

    private static BigInteger allowanceOf(OwnKeyParty payer, String contract) {
        return chain.read(token.allowance(payer.address(), contract));
    }

    private static BigInteger balanceOf(OwnKeyParty payer) {
        return chain.read(token.balanceOf(payer.address()));
    }

    private static void call(String party, String to, String data) {
        EmbeddedParts.get(Transactions.class).execute(Intent.call(purpose(), party, to, data));
    }

    private static String purpose() {
        return "escrow-commands/" + purposes++;
    }
}
