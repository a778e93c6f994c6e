// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/**
 * A party at a machine of its own: nodes, and the party's key file. It signs one transaction at a time and stores nothing, so
 * while one of its key is under way it composes no other.
 */
public final class PartyAccount implements AutoCloseable {

    private static final BigDecimal ETHER = BigDecimal.TEN.pow(18);

    private final NodeConnection node;
    private final Signer signer;
    private final FeePolicy policy;
    private final RevertReason reasons = new RevertReason(ContractErrors.all());

    private PartyAccount(NodeConnection node, Signer signer, FeePolicy policy) {
        this.node = node;
        this.signer = signer;
        this.policy = policy;
    }

    /**
     * Connects and opens the key.
     *
     * @param nodes JSON-RPC addresses; from two on, what is final needs the agreement of two
     * @param keystore V3 key file
     * @param maximumGwei the most that is paid for a unit of gas, in 10⁹ wei
     * @throws IOException if the key file cannot be read or opened with the password
     * @throws ChainNotAvailable if no node answers or one serves another chain
     * @throws IllegalArgumentException if the key is a public development key and the chain is not the local one
     */
    public static PartyAccount open(
            List<String> nodes, long chainId, Path keystore, String password, BigDecimal maximumGwei)
            throws IOException {
        Signer signer = KeySigner.open(keystore, password, chainId);
        var policy = new FeePolicy(maximumGwei, 12, 3, Duration.ofSeconds(30), Duration.ofSeconds(20));
        return new PartyAccount(NodeConnection.open(nodes, chainId, Endpoint.ANSWER_TIMEOUT), signer, policy);
    }

    /** The party's address, checksummed. */
    public String address() {
        return Keys.toChecksumAddress(signer.address());
    }

    /** Read-only calls through the party's own nodes. */
    public ContractReads reads() {
        return new ContractReads(node);
    }

    /**
     * What would be signed; fees in wei for a unit of gas.
     *
     * @param to null for a deployment
     */
    public record Unsigned(
            long chainId,
            String from,
            @Nullable String to,
            String data,
            long nonce,
            BigInteger gas,
            BigInteger maximumFee,
            BigInteger priorityFee) {

        /** The most that the gas can cost, in ether. */
        public BigDecimal ether() {
            return new BigDecimal(gas.multiply(maximumFee)).divide(ETHER).stripTrailingZeros();
        }
    }

    /**
     * Composes the transaction of a call, simulated on the newest block.
     *
     * @param nonce as {@link #nextNonce} gave it before the party looked at what is to be done
     * @throws TransactionReverted if the contract would refuse it
     * @throws InsufficientFunds if the party cannot pay for the gas
     * @throws ChainNotAvailable if there is no contract at the address, or a transaction of this key is under way or came
     *     between
     */
    public Unsigned compose(PartyCall call, long nonce) {
        new CodeGuard(node, Map.of(), Optional.empty()).require(Intent.call("call", "party", call.to(), call.data()));
        if (nextNonce() != nonce) {
            throw new ChainNotAvailable("another transaction of %s came between".formatted(address()));
        }
        BigInteger gas = simulated("the simulated call", call.to(), call.data());
        Fees fees = fees();
        requireFunds(gas.multiply(fees.maximum()));
        return unsigned(call.to(), call.data(), nonce, gas, fees);
    }

    /**
     * The nonce of the party's next transaction.
     *
     * @throws ChainNotAvailable if a transaction of this key is under way
     */
    public long nextNonce() {
        long nonce = usedNonces();
        if (node.pendingNonce(signer.address()) > nonce) {
            throw new ChainNotAvailable(
                    "a transaction of %s is under way; wait until it is in a block, and look whether it did this"
                            .formatted(address()));
        }
        return nonce;
    }

    /** How many transactions of this key are in blocks. */
    long usedNonces() {
        return node.nonce(signer.address(), DefaultBlockParameterName.LATEST);
    }

    /**
     * The gas of a call, or of a deployment if {@code to} is null, with a reserve.
     *
     * @throws TransactionReverted if it would be refused
     */
    BigInteger simulated(String what, @Nullable String to, String data) {
        Transaction call = Transaction.createEthCallTransaction(signer.address(), to, data);
        var answer = node.call(call, DefaultBlockParameterName.LATEST);
        if (answer.hasError()) {
            throw new TransactionReverted(what, reasons.of(answer.getError()));
        }
        return VariantSigning.withReserve(node.estimateGas(call));
    }

    /** What would be paid at present. */
    Fees fees() {
        return policy.first(node.block(DefaultBlockParameterName.LATEST).getBaseFeePerGas(), node.priorityFee());
    }

    /** @throws InsufficientFunds if the party has less */
    void requireFunds(BigInteger wei) {
        BigInteger balance = node.balance(signer.address());
        if (balance.compareTo(wei) < 0) {
            throw new InsufficientFunds(address(), balance, wei);
        }
    }

    Unsigned unsigned(@Nullable String to, String data, long nonce, BigInteger gas, Fees fees) {
        return new Unsigned(node.chainId(), address(), to, data, nonce, gas, fees.maximum(), fees.priority());
    }

    NodeConnection node() {
        return node;
    }

    /**
     * Signs and sends, and waits until it is as deep as asked.
     *
     * @param depth blocks, the one of the transaction included; ≥ 1
     * @throws TransactionReverted if it reverted in its block
     * @throws TransactionPending if it is not so deep in time
     */
    public SentTransaction send(Unsigned unsigned, int depth, Duration patience) {
        byte[] bytes = sign(unsigned);
        deliver(bytes);
        return await(hash(bytes), depth, patience);
    }

    byte[] sign(Unsigned unsigned) {
        return signer.sign(RawTransaction.createTransaction(
                unsigned.chainId(),
                BigInteger.valueOf(unsigned.nonce()),
                unsigned.gas(),
                unsigned.to(),
                BigInteger.ZERO,
                unsigned.data(),
                unsigned.priorityFee(),
                unsigned.maximumFee()));
    }

    static String hash(byte[] signed) {
        return Numeric.toHexString(Hash.sha3(signed));
    }

    /** @throws ChainNotAvailable if no node takes it */
    void deliver(byte[] signed) {
        Delivery delivery = node.broadcast(Numeric.toHexString(signed));
        if (delivery != Delivery.TAKEN) {
            throw new ChainNotAvailable("no node took the transaction: " + delivery);
        }
    }

    SentTransaction await(String hash, int depth, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = 10; System.nanoTime() < deadline; pause = Math.min(2 * pause, 2_000)) {
            Optional<Confirmation> confirmation = node.confirmation(hash, depth);
            if (confirmation.isPresent()) {
                return sent(hash, confirmation.get());
            }
            Pause.of(Duration.ofMillis(pause));
        }
        throw new TransactionPending("the call", hash);
    }

    private static SentTransaction sent(String hash, Confirmation confirmation) {
        var receipt = confirmation.receipt();
        if (!receipt.isStatusOK()) {
            throw new TransactionReverted("the call", "status 0 in block " + receipt.getBlockNumber());
        }
        return new SentTransaction(
                hash,
                hash,
                receipt.getGasUsed(),
                null,
                receipt.getLogs(),
                confirmation.blockTime(),
                receipt.getBlockNumber());
    }

    /** The events of a contract with that signature, in the last blocks. */
    public List<Log> newestLogs(String contract, String signature, long blocks) {
        BigInteger from = node.head().subtract(BigInteger.valueOf(blocks)).max(BigInteger.ZERO);
        return node.logs(new EthFilter(DefaultBlockParameter.valueOf(from), DefaultBlockParameterName.LATEST, contract)
                .addSingleTopic(signature));
    }

    /** Whether this key sent the transaction. */
    public boolean sent(String transactionHash) {
        return node.transaction(transactionHash)
                .filter(transaction -> signer.address().equalsIgnoreCase(transaction.getFrom()))
                .isPresent();
    }

    @Override
    public void close() {
        node.close();
    }
}
