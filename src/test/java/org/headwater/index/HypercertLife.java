// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;

/** Claims on the real hypercerts contract that are minted, split, merged, transferred and burned at random. */
final class HypercertLife {

    private static final BigInteger TYPE = BigInteger.ONE.shiftLeft(128);
    private static final BigInteger GAS = BigInteger.valueOf(12_000_000);

    private final LocalNode node;
    private final RandomGenerator random;
    private final List<String> people;
    private final String contract;
    private final HypercertMinter minter;

    HypercertLife(LocalNode node, RandomGenerator random) throws Exception {
        this.node = node;
        this.random = random;
        this.people = node.accounts().subList(0, 4).stream()
                .map(Keys::toChecksumAddress)
                .toList();
        String implementation = deploy(HypercertMinter.BINARY);
        this.contract = deploy(ERC1967Proxy.BINARY
                + FunctionEncoder.encodeConstructor(List.of(
                        new Address(implementation), new DynamicBytes(Numeric.hexStringToByteArray("0x8129fc1c")))));
        this.minter = HypercertMinter.load(
                contract,
                node.web3j(),
                new ReadonlyTransactionManager(node.web3j(), people.getFirst()),
                new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO));
    }

    String contract() {
        return contract;
    }

    List<String> people() {
        return people;
    }

    /** What the contract itself says of every fraction that its events ever named: owner and units of those that exist. */
    Map<BigInteger, Holding> onChain() throws Exception {
        Map<BigInteger, Holding> held = new TreeMap<>();
        for (BigInteger token : tokens()) {
            String owner = Keys.toChecksumAddress(minter.ownerOf(token).send());
            if (!owner.equals("0x0000000000000000000000000000000000000000")) {
                BigInteger claim = token.subtract(token.mod(TYPE));
                held.put(
                        token,
                        new Holding(
                                contract,
                                claim,
                                token,
                                owner,
                                minter.unitsOf(token).send()));
            }
        }
        return held;
    }

    private List<BigInteger> tokens() throws IOException {
        var everything = new EthFilter(
                DefaultBlockParameter.valueOf(BigInteger.ZERO), DefaultBlockParameterName.LATEST, contract);
        return node.web3j().ethGetLogs(everything).send().getLogs().stream()
                .map(result -> (Log) result.get())
                .flatMap(log -> switch (log.getTopics().getFirst()) {
                    case String topic
                    when topic.equals(IndexedEvent.TRANSFER_SINGLE.signature()) ->
                        Stream.of(HypercertMinter.getTransferSingleEventFromLog(log).id);
                    case String topic
                    when topic.equals(IndexedEvent.TRANSFER_BATCH.signature()) ->
                        HypercertMinter.getTransferBatchEventFromLog(log).ids.stream();
                    default -> Stream.<BigInteger>empty();
                })
                .filter(token -> token.mod(TYPE).signum() > 0)
                .distinct()
                .toList();
    }

    /** One random act; what the contract would refuse is passed over. */
    void act() throws Exception {
        List<Holding> held = new ArrayList<>(onChain().values());
        if (held.size() < 3) {
            mint();
            return;
        }
        Holding one = held.get(random.nextInt(held.size()));
        switch (random.nextInt(6)) {
            case 0 -> mint();
            case 1 -> mintWithFractions();
            case 2 -> split(one);
            case 3 -> merge(one, held);
            case 4 -> transfer(one);
            default -> burn(one);
        }
    }

    private void mint() throws Exception {
        String owner = someone();
        send(
                owner,
                minter.mintClaim(owner, units(1_000), "ipfs://claim\0", BigInteger.ZERO)
                        .encodeFunctionCall());
    }

    private void mintWithFractions() throws Exception {
        String owner = someone();
        List<BigInteger> parts = IntStream.range(0, 2 + random.nextInt(6))
                .mapToObj(i -> units(1 + random.nextInt(100)))
                .toList();
        BigInteger total = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        send(
                owner,
                minter.mintClaimWithFractions(owner, total, parts, "ipfs://parts", BigInteger.ZERO)
                        .encodeFunctionCall());
    }

    private void split(Holding one) throws Exception {
        if (one.units().compareTo(units(3)) >= 0) {
            List<BigInteger> parts = List.of(units(1), units(1), one.units().subtract(units(2)));
            send(
                    one.owner(),
                    minter.splitFraction(one.owner(), one.tokenId(), parts).encodeFunctionCall());
        }
    }

    private void merge(Holding one, List<Holding> held) throws Exception {
        List<BigInteger> same = held.stream()
                .filter(other ->
                        other.claimId().equals(one.claimId()) && other.owner().equals(one.owner()))
                .map(Holding::tokenId)
                .toList();
        if (same.size() > 1) {
            send(one.owner(), minter.mergeFractions(one.owner(), same).encodeFunctionCall());
        }
    }

    private void transfer(Holding one) throws Exception {
        send(
                one.owner(),
                minter.safeTransferFrom(one.owner(), someone(), one.tokenId(), BigInteger.ONE, new byte[0])
                        .encodeFunctionCall());
    }

    /** A stranger moves none of a fraction to himself; from then on the contract names him as its owner. */
    void claimByTransferOfNothing(Holding one, String stranger) throws Exception {
        send(
                stranger,
                minter.safeTransferFrom(stranger, stranger, one.tokenId(), BigInteger.ZERO, new byte[0])
                        .encodeFunctionCall());
    }

    String ownerOf(Holding one) throws Exception {
        return Keys.toChecksumAddress(minter.ownerOf(one.tokenId()).send());
    }

    private void burn(Holding one) throws Exception {
        send(one.owner(), minter.burnFraction(one.owner(), one.tokenId()).encodeFunctionCall());
    }

    private String someone() {
        return people.get(random.nextInt(people.size()));
    }

    private static BigInteger units(long count) {
        return BigInteger.valueOf(count);
    }

    private String deploy(String code) throws Exception {
        return Keys.toChecksumAddress(node.receipt(Transaction.createContractTransaction(
                        people.getFirst(), null, null, GAS, null, "0x" + Numeric.cleanHexPrefix(code)))
                .getContractAddress());
    }

    private void send(String from, String data) throws Exception {
        node.receipt(Transaction.createFunctionCallTransaction(from, null, null, GAS, contract, data));
    }
}
