// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Our contracts, deployed on any chain with the key of whoever does it. All steps are simulated and shown before the first
 * is signed. What was sent is in a {@link DeploymentRecord}; a second run continues after it, and sends nothing twice.
 */
public final class OwnDeployment {

    private final PartyAccount account;
    private final DeploymentRecord record;
    private final List<Step> steps = new ArrayList<>();
    private final Fees fees;
    private final Deployment deployment;
    private long nextNonce;

    private OwnDeployment(
            PartyAccount account, DeploymentTerms terms, DeploymentRecord record, long fromBlock, long nextNonce) {
        this.account = account;
        this.record = record;
        this.nextNonce = nextNonce;
        this.deployment = DeploymentOrder.follow(terms, fromBlock, new Planning());
        this.fees = account.fees();
    }

    /**
     * One transaction.
     *
     * @param result address of the contract, or identifier of the schema
     * @param done whether it is in a block already
     * @param gas at most; 0 if it is done
     */
    public record Step(
            String name,
            String result,
            boolean done,
            @Nullable String to,
            String data,
            long nonce,
            BigInteger gas) {}

    /**
     * Finds out what is to be done; waits first for what an interrupted run has sent, or sends it again.
     *
     * @param fromBlock a block before the first event of any of the contracts; if empty that of the known hypercerts
     *     contract, or the newest
     * @param patience how long to wait for a transaction of an interrupted run
     * @throws TransactionReverted if a step would be refused
     * @throws ChainNotAvailable if there is no contract at a given address, or another transaction of the key is under way
     * @throws TransactionPending if a transaction of an interrupted run is in no block in time
     */
    public static OwnDeployment plan(
            PartyAccount account,
            DeploymentTerms terms,
            DeploymentRecord record,
            OptionalLong fromBlock,
            Duration patience) {
        requireCode(account, Stream.of(terms.hypercerts(), terms.eas(), terms.schemaRegistry(), terms.token()));
        long first = record.begin(terms, account.address(), fromBlock, () -> firstBlock(account, terms));
        settle(account, record, patience);
        return new OwnDeployment(account, terms, record, first, account.nextNonce());
    }

    /** What is in no block, and whose nonce nothing else has used, is sent again as it was signed. */
    private static void settle(PartyAccount account, DeploymentRecord record, Duration patience) {
        for (DeploymentRecord.Sent sent : record.sent()) {
            if (account.node().receipt(sent.hash()).isEmpty() && sent.nonce() >= account.usedNonces()) {
                account.deliver(sent.signed());
                account.await(sent.hash(), 1, patience);
            }
        }
    }

    private static void requireCode(PartyAccount account, Stream<@Nullable String> addresses) {
        var guard = new CodeGuard(account.node(), Map.of(), Optional.empty());
        addresses
                .filter(Objects::nonNull)
                .forEach(address -> guard.require(Intent.call("deploy", "party", address, "0x00")));
    }

    private static long firstBlock(PartyAccount account, DeploymentTerms terms) {
        return KnownDeployment.on(terms.chainId())
                .filter(known -> known.hypercerts().equalsIgnoreCase(terms.hypercerts()))
                .map(KnownDeployment::fromBlock)
                .orElseGet(() -> account.node().head().longValueExact());
    }

    /** All steps, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Whether nothing is left to be sent. */
    public boolean complete() {
        return steps.stream().allMatch(Step::done);
    }

    /** What the rest can cost at most at the fees of now, in wei. */
    public BigInteger cost() {
        return steps.stream()
                .map(Step::gas)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .multiply(fees.maximum());
    }

    /**
     * Sends what is left, one after another, and waits until all of it is as deep as asked.
     *
     * @param depth blocks, the one of a transaction included; ≥ 1
     * @param patience how long to wait for each
     * @param watch is told of each step once it is in a block
     * @return the contracts with their code
     * @throws InsufficientFunds if the key cannot pay for all of it
     * @throws ChainNotAvailable if another transaction of the key came in between, or the chain took a contract back
     * @throws TransactionPending if one is not in a block, or not so deep, in time
     */
    public Anchors carryOut(int depth, Duration patience, Consumer<Step> watch) {
        account.requireFunds(cost());
        steps.stream().filter(step -> !step.done()).forEach(step -> {
            send(step, patience);
            watch.accept(step);
        });
        for (DeploymentRecord.Sent sent : record.sent()) {
            if (succeeded(sent)) {
                account.await(sent.hash(), depth, patience);
            }
        }
        requireCode(account, steps.stream().filter(step -> step.to() == null).map(Step::result));
        return Anchors.of(deployment, account.node());
    }

    private void send(Step step, Duration patience) {
        if (account.nextNonce() != step.nonce()) {
            throw new ChainNotAvailable("another transaction of %s came before %s, so that the addresses are no more"
                            .formatted(account.address(), step.name())
                    + " those that were shown");
        }
        PartyAccount.Unsigned unsigned =
                account.unsigned(step.to(), step.data(), step.nonce(), step.gas(), account.fees());
        byte[] signed = account.sign(unsigned);
        var sent = DeploymentRecord.Sent.of(step.name(), unsigned, signed);
        record.add(sent);
        account.deliver(signed);
        account.await(sent.hash(), 1, patience);
    }

    private boolean succeeded(DeploymentRecord.Sent sent) {
        return account.node()
                .receipt(sent.hash())
                .filter(TransactionReceipt::isStatusOK)
                .isPresent();
    }

    /** Finds each step in the record, or simulates it with the addresses that the next nonces give. */
    private final class Planning implements DeploymentOrder.Sender {

        @Override
        public String create(String contract, String code) {
            Optional<DeploymentRecord.Sent> executed = record.sent().stream()
                    .filter(sent -> sent.step().equals(contract))
                    .filter(OwnDeployment.this::succeeded)
                    .findFirst();
            if (executed.isEmpty()) {
                String address = DeploymentOrder.created(account.address(), BigInteger.valueOf(nextNonce));
                add(contract, address, null, code);
                return address;
            }
            long nonce = executed.get().nonce();
            if (!executed.get().dataHash().equals(Hash.sha3(code))) {
                throw new IllegalStateException(
                        "%s was deployed with nonce %d by another release of this program; finish it with that one"
                                .formatted(contract, nonce));
            }
            String address = DeploymentOrder.created(account.address(), BigInteger.valueOf(nonce));
            steps.add(new Step(contract, address, true, null, code, nonce, BigInteger.ZERO));
            return address;
        }

        @Override
        public void register(AttestationSchema schema, String resolver, String schemaRegistry) {
            String name = "schema " + schema.name().toLowerCase(Locale.ROOT);
            String uid = schema.uid(resolver);
            String data = schema.registration(resolver);
            if (registered(uid, schemaRegistry)) {
                steps.add(new Step(name, uid, true, schemaRegistry, data, 0, BigInteger.ZERO));
            } else {
                add(name, uid, schemaRegistry, data);
            }
        }

        private void add(String name, String result, @Nullable String to, String data) {
            BigInteger gas = account.simulated(name, to, data);
            steps.add(new Step(name, result, false, to, data, nextNonce, gas));
            nextNonce++;
        }

        /** The answer is the place of the record, then the record, which begins with its identifier: zero if there is none. */
        private boolean registered(String uid, String schemaRegistry) {
            var question =
                    new Function("getSchema", List.of(new Bytes32(Numeric.hexStringToByteArray(uid))), List.of());
            return account.node()
                    .answer(schemaRegistry, FunctionEncoder.encode(question))
                    .filter(answer -> answer.startsWith(Numeric.cleanHexPrefix(uid), 2 + 64))
                    .isPresent();
        }
    }
}
