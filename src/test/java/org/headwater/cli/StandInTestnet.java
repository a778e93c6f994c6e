// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.headwater.attestation.PublishedAttestationContracts;
import org.headwater.chain.Anchors;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * A real node with the chain id of Sepolia, and at Sepolia's known addresses the published contracts: hypercerts behind its
 * proxy, and version 0.26 of the attestation service, which is the one there.
 */
final class StandInTestnet implements AutoCloseable {

    static final KnownDeployment KNOWN = KnownDeployment.SEPOLIA;

    private static final String SOMEBODY = "0x00000000000000000000000000000000000000bB";
    private static final String INITIALIZE = "0x8129fc1c";
    private static final int TRIES = 400;

    private final Process process;
    private final String url;
    private final HttpService service;

    private StandInTestnet(Process process, String url) {
        this.process = process;
        this.url = url;
        this.service = new HttpService(url);
    }

    static StandInTestnet start(Path directory) throws Exception {
        var testnet = node(directory, 11_155_111);
        testnet.fund(SOMEBODY);
        testnet.installAttestations();
        testnet.installHypercerts();
        return testnet;
    }

    /** A node with nothing on it. */
    static StandInTestnet node(Path directory, long chainId) throws Exception {
        Path binary = directory.resolve("anvil-" + chainId);
        Files.copy(
                StandInTestnet.class.getResourceAsStream("/embedded/anvil"),
                binary,
                StandardCopyOption.REPLACE_EXISTING);
        binary.toFile().setExecutable(true);
        Path log = directory.resolve("anvil-%d.log".formatted(chainId));
        Process process = new ProcessBuilder(
                        binary.toString(), "--port=0", "--chain-id=" + chainId, "--accounts=0", "--auto-impersonate")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new StandInTestnet(process, "http://" + listeningAddress(log));
    }

    private static String listeningAddress(Path log) throws Exception {
        for (int tries = 0; tries < TRIES; tries++) {
            String text = Files.readString(log);
            if (text.contains("Listening on ")) {
                return text.substring(text.indexOf("Listening on ") + 13).strip();
            }
            Thread.sleep(25);
        }
        throw new IllegalStateException("anvil did not start: " + Files.readString(log));
    }

    private void installAttestations() {
        PublishedAttestationContracts release = PublishedAttestationContracts.RELEASE_0_26;
        install(KNOWN.schemaRegistry(), create(release.schemaRegistry()));
        install(KNOWN.eas(), create(release.eas(KNOWN.schemaRegistry())));
    }

    private void installHypercerts() {
        String implementation = create(HypercertMinter.BINARY);
        String arguments = FunctionEncoder.encodeConstructor(
                List.of(new Address(implementation), new DynamicBytes(Numeric.hexStringToByteArray(INITIALIZE))));
        install(KNOWN.hypercerts(), create(ERC1967Proxy.BINARY + arguments));
        runBehindProxy(implementation);
        call(SOMEBODY, KNOWN.hypercerts(), INITIALIZE);
    }

    /** Lets the hypercerts proxy run something. */
    void runBehindProxy(String implementation) {
        rpc(
                "anvil_setStorageAt",
                KNOWN.hypercerts(),
                word(Anchors.IMPLEMENTATION_SLOT),
                word(Numeric.toBigInt(implementation)));
    }

    private static String word(BigInteger value) {
        return Numeric.toHexStringWithPrefixZeroPadded(value, 64);
    }

    /** Gives an address the code of another. */
    void install(String address, String model) {
        setCode(address, text("eth_getCode", model, "latest"));
    }

    void setCode(String address, String code) {
        rpc("anvil_setCode", address, code);
    }

    String code(String address) {
        return text("eth_getCode", address, "latest");
    }

    /** The address of a contract that somebody deploys. */
    String create(String creationCode) {
        String code = creationCode.startsWith("0x") ? creationCode : "0x" + creationCode;
        return String.valueOf(receipt(Map.of("from", SOMEBODY, "data", code)).get("contractAddress"));
    }

    private Map<?, ?> receipt(Map<String, String> transaction) {
        String hash = text("eth_sendTransaction", transaction);
        for (int tries = 0; tries < TRIES; tries++) {
            if (rpc("eth_getTransactionReceipt", hash) instanceof Map<?, ?> receipt) {
                if (!"0x1".equals(receipt.get("status"))) {
                    throw new IllegalStateException("refused: " + receipt);
                }
                return receipt;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException("in no block: " + transaction);
    }

    /** A call by any account. */
    void call(String sender, String contract, String data) {
        receipt(Map.of("from", sender, "to", contract, "data", data));
    }

    /** An empty transaction of any account, with the next nonce. */
    void spendNonce(String account) {
        receipt(Map.of("from", account, "to", SOMEBODY));
    }

    void fund(String address) {
        rpc("anvil_setBalance", address, Numeric.encodeQuantity(BigInteger.TEN.pow(20)));
    }

    long nonce(String address) {
        return Numeric.toBigInt(text("eth_getTransactionCount", address, "latest"))
                .longValueExact();
    }

    long head() {
        return Numeric.toBigInt(text("eth_blockNumber")).longValueExact();
    }

    /** Whether blocks are made as soon as there is a transaction. */
    void mining(boolean automatic) {
        rpc("evm_setAutomine", automatic);
    }

    void mine() {
        rpc("evm_mine");
    }

    void dropTransactions() {
        rpc("anvil_dropAllTransactions");
    }

    String url() {
        return url;
    }

    private String text(String method, Object... parameters) {
        return String.valueOf(rpc(method, parameters));
    }

    private @Nullable Object rpc(String method, Object... parameters) {
        try {
            Answer answer = new Request<>(method, List.of(parameters), service, Answer.class).send();
            if (answer.hasError()) {
                throw new IllegalStateException(
                        method + ": " + answer.getError().getMessage());
            }
            return answer.getResult();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }

    private static final class Answer extends Response<Object> {}
}
