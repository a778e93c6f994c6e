// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.index.ContractBooks.State;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/**
 * Real performance contracts on which three milestones are voted on, contested, agreed on, decided, settled and withdrawn at
 * random. The resolver's account votes, since what stands before it is no matter of the contract's events.
 */
final class ContractLife {

    private static final BigInteger GAS = BigInteger.valueOf(12_000_000);
    private static final int MILESTONES = 3;
    private static final BigInteger AMOUNT = BigInteger.valueOf(1_001);
    private static final long BOND = 7;
    private static final long VALUE = 50;

    private final LocalNode node;
    private final RandomGenerator random;
    private final String beneficiary;
    private final List<String> payers;
    private final String arbiter;
    private final String treasury;
    private final List<String> verifiers;
    private final String token;
    private final String factory;
    private final String resolver;
    private final List<String> contracts = new ArrayList<>();
    private int acts;

    ContractLife(LocalNode node, RandomGenerator random) throws Exception {
        this.node = node;
        this.random = random;
        List<String> accounts =
                node.accounts().stream().map(Keys::toChecksumAddress).toList();
        this.beneficiary = accounts.get(0);
        this.payers = accounts.subList(1, 3);
        this.arbiter = accounts.get(3);
        this.treasury = accounts.get(4);
        this.verifiers = accounts.subList(5, 8);
        this.token = deploy(DemonstrationToken.BINARY);
        this.factory = deploy(PerformanceContractFactory.BINARY
                + FunctionEncoder.encodeConstructor(List.of(
                        new Address(accounts.get(8)),
                        new Address(accounts.get(9)),
                        new Address(treasury),
                        new Uint64(0))));
        this.resolver = factory().milestoneResolver().send();
        node.provide(resolver);
        agree();
    }

    String factoryAddress() {
        return factory;
    }

    List<String> contracts() {
        return contracts;
    }

    /** A contract that two payers fund, and whose measurement is over. */
    private void agree() throws Exception {
        TransactionReceipt creation =
                send(beneficiary, factory, factory().create(terms()).encodeFunctionCall());
        String contract =
                Keys.toChecksumAddress(PerformanceContractFactory.getPerformanceContractCreatedEvents(creation)
                        .getFirst()
                        .performanceContract);
        contracts.add(contract);
        var money = DemonstrationToken.load(token, node.web3j(), reader(), gas());
        for (String party :
                Stream.concat(payers.stream(), Stream.of(beneficiary)).toList()) {
            send(
                    beneficiary,
                    token,
                    money.mint(party, BigInteger.valueOf(1_000_000)).encodeFunctionCall());
            send(
                    party,
                    token,
                    money.approve(contract, BigInteger.valueOf(1_000_000)).encodeFunctionCall());
        }
        send(payers.get(0), contract, at(contract).fund(AMOUNT).encodeFunctionCall());
        BigInteger missing = AMOUNT.multiply(BigInteger.valueOf(MILESTONES - 1));
        send(payers.get(1), contract, at(contract).fund(missing).encodeFunctionCall());
        node.advance(Duration.ofDays(2));
    }

    private PerformanceContractFactory.Terms terms() throws Exception {
        BigInteger now = node.web3j()
                .ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)
                .send()
                .getBlock()
                .getTimestamp();
        return new PerformanceContractFactory.Terms(
                token,
                BigInteger.ONE.shiftLeft(128),
                beneficiary,
                token,
                verifiers,
                BigInteger.TWO,
                days(10),
                arbiter,
                BigInteger.valueOf(BOND),
                days(20),
                BigInteger.valueOf(1_000),
                now.add(days(25)),
                IntStream.range(0, MILESTONES)
                        .mapToObj(index -> new PerformanceContractFactory.Milestone(
                                "metric",
                                BigInteger.valueOf(-50),
                                BigInteger.valueOf(100),
                                AMOUNT,
                                now,
                                now.add(days(1)),
                                now.add(days(30))))
                        .toList());
    }

    /** One random act on the newest contract; what the contract refuses changes nothing. */
    void act() throws Exception {
        String contract = contracts.getLast();
        BigInteger milestone = BigInteger.valueOf(random.nextInt(MILESTONES));
        PerformanceContract at = at(contract);
        acts++;
        switch (random.nextInt(20)) {
            case 0 -> vote(contract, milestone, verifiers.get(random.nextInt(3)));
            case 1, 2 -> {
                vote(contract, milestone, verifiers.get(0));
                vote(contract, milestone, verifiers.get(1));
            }
            case 3 -> revoke(contract, milestone);
            case 4, 5, 6, 7 -> challenge(contract, milestone, payers.get(random.nextInt(2)));
            case 8, 9 -> challenge(contract, milestone, beneficiary);
            case 10 -> offer(contract, milestone, Stream.of(beneficiary));
            case 11 -> offer(contract, milestone, Stream.concat(payers.stream(), Stream.of(beneficiary)));
            case 12, 13, 14 ->
                attempt(arbiter, contract, at.decide(milestone, value()).encodeFunctionCall());
            case 15, 16 -> proceed(contract, milestone);
            case 17 -> node.advance(Duration.ofDays(1 + random.nextInt(12)));
            case 18 -> attempt(arbiter, contract, at.releaseHoldBack().encodeFunctionCall());
            default -> attempt(arbiter, contract, at.withdraw(someParty()).encodeFunctionCall());
        }
        if (allEnded(contract)) {
            agree();
        }
    }

    /** A dispute to its end on a contract of its own: the payer's bond is lost, and what was held back is released. */
    void decideAgainstThePayer() throws Exception {
        agree();
        String contract = contracts.getLast();
        PerformanceContract at = at(contract);
        vote(contract, BigInteger.ZERO, verifiers.get(0));
        vote(contract, BigInteger.ZERO, verifiers.get(1));
        String payer = payers.getFirst();
        send(
                payer,
                contract,
                at.challenge(BigInteger.ZERO, BigInteger.valueOf(-10), BigInteger.valueOf(BOND))
                        .encodeFunctionCall());
        node.advance(Duration.ofDays(11));
        send(
                arbiter,
                contract,
                at.decide(BigInteger.ZERO, BigInteger.valueOf(VALUE)).encodeFunctionCall());
        node.advance(Duration.ofDays(20));
        send(arbiter, contract, at.releaseHoldBack().encodeFunctionCall());
        send(arbiter, contract, at.withdraw(treasury).encodeFunctionCall());
        send(arbiter, contract, at.expire(BigInteger.ONE).encodeFunctionCall());
    }

    private void vote(String contract, BigInteger milestone, String verifier) throws Exception {
        byte[] uid = Numeric.toBytesPadded(BigInteger.valueOf(acts * 10L + verifiers.indexOf(verifier) + 1), 32);
        attempt(
                resolver,
                contract,
                at(contract)
                        .recordVote(milestone, verifier, uid, BigInteger.valueOf(VALUE), uid32(), "bafy\0")
                        .encodeFunctionCall());
    }

    private void challenge(String contract, BigInteger milestone, String challenger) throws Exception {
        BigInteger bond = BigInteger.valueOf(BOND + random.nextInt(3));
        attempt(
                challenger,
                contract,
                at(contract).challenge(milestone, value(), bond).encodeFunctionCall());
    }

    private void revoke(String contract, BigInteger milestone) throws Exception {
        String verifier = verifiers.get(random.nextInt(3));
        byte[] uid = at(contract).voteOf(milestone, verifier).send().uid;
        attempt(
                resolver,
                contract,
                at(contract).withdrawVote(milestone, verifier, uid).encodeFunctionCall());
    }

    private void offer(String contract, BigInteger milestone, Stream<String> parties) throws Exception {
        BigInteger amount = BigInteger.valueOf(random.nextInt(AMOUNT.intValueExact()));
        for (String party : parties.toList()) {
            attempt(party, contract, at(contract).offer(milestone, amount).encodeFunctionCall());
        }
    }

    /** Whatever anybody may do about it by now. */
    private void proceed(String contract, BigInteger milestone) throws Exception {
        PerformanceContract at = at(contract);
        attempt(arbiter, contract, at.payUndisputed(milestone).encodeFunctionCall());
        attempt(arbiter, contract, at.conclude(milestone).encodeFunctionCall());
        attempt(arbiter, contract, at.settle(milestone).encodeFunctionCall());
        attempt(arbiter, contract, at.expire(milestone).encodeFunctionCall());
    }

    /** Compares books with every getter of the contract that they stand for. */
    void assertTrue(String contract, ContractBooks books) throws Exception {
        PerformanceContract at = at(contract);
        assertThat(books.heldBack()).as("held back").isEqualTo(at.heldBack().send());
        for (String party : parties()) {
            assertThat(books.credit(party))
                    .as("credit")
                    .isEqualTo(at.credit(party).send());
            assertThat(books.deposit(party))
                    .as("deposit")
                    .isEqualTo(at.deposit(party).send());
        }
        for (int index = 0; index < MILESTONES; index++) {
            assertTrue(at, BigInteger.valueOf(index), books);
        }
    }

    private void assertTrue(PerformanceContract at, BigInteger milestone, ContractBooks books) throws Exception {
        int index = milestone.intValueExact();
        PerformanceContract.MilestoneStatus status = at.milestone(milestone).send();
        PerformanceContract.Dispute dispute = at.dispute(milestone).send();
        assertThat(books.milestone(index))
                .isEqualTo(new ContractBooks.Milestone(
                        State.values()[status.state.intValueExact()],
                        status.value,
                        status.paid,
                        status.refunded,
                        dispute.payers.bond.add(dispute.beneficiary.bond),
                        dispute.revoked));
        for (String verifier : verifiers) {
            byte[] uid = at.voteOf(milestone, verifier).send().uid;
            assertThat(books.votes(index).getOrDefault(verifier, "0x" + "00".repeat(32)))
                    .as("vote")
                    .isEqualTo(Numeric.toHexString(uid));
        }
        for (String party : parties()) {
            PerformanceContract.Offer offer = at.offerOf(milestone, party).send();
            assertThat(books.offers(index).containsKey(party)).as("offer").isEqualTo(offer.made);
            assertThat(books.offers(index).getOrDefault(party, BigInteger.ZERO)).isEqualTo(offer.amount);
        }
    }

    private boolean allEnded(String contract) throws Exception {
        for (int index = 0; index < MILESTONES; index++) {
            BigInteger state = at(contract).milestone(BigInteger.valueOf(index)).send().state;
            if (!State.values()[state.intValueExact()].ended()) {
                return false;
            }
        }
        return true;
    }

    private List<String> parties() {
        return Stream.concat(payers.stream(), Stream.of(beneficiary, treasury, arbiter))
                .toList();
    }

    private String someParty() {
        return parties().get(random.nextInt(parties().size()));
    }

    private BigInteger value() {
        return BigInteger.valueOf(random.nextInt(-60, 110));
    }

    private static byte[] uid32() {
        return Numeric.toBytesPadded(BigInteger.TEN, 32);
    }

    private static BigInteger days(long count) {
        return BigInteger.valueOf(Duration.ofDays(count).toSeconds());
    }

    private PerformanceContractFactory factory() {
        return PerformanceContractFactory.load(factory, node.web3j(), reader(), gas());
    }

    private PerformanceContract at(String contract) {
        return PerformanceContract.load(contract, node.web3j(), reader(), gas());
    }

    private ReadonlyTransactionManager reader() {
        return new ReadonlyTransactionManager(node.web3j(), beneficiary);
    }

    private static StaticGasProvider gas() {
        return new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);
    }

    private String deploy(String code) throws Exception {
        return Keys.toChecksumAddress(node.receipt(Transaction.createContractTransaction(
                        beneficiary, null, null, GAS, null, "0x" + Numeric.cleanHexPrefix(code)))
                .getContractAddress());
    }

    private TransactionReceipt send(String from, String to, String data) throws Exception {
        return node.receipt(Transaction.createFunctionCallTransaction(from, null, null, GAS, to, data));
    }

    private void attempt(String from, String to, String data) throws Exception {
        node.attempt(Transaction.createFunctionCallTransaction(from, null, null, GAS, to, data));
    }
}
