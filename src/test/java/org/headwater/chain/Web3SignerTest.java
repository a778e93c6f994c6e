// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that speaks the documented interface; the real web3signer has not been tried. */
class Web3SignerTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String OTHER_KEY = "0x" + "17".repeat(32);

    private static final String TYPED_DATA = """
        {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"chainId","type":"uint256"}],
        "Vote":[{"name":"milestone","type":"uint8"}]},"primaryType":"Vote",
        "domain":{"name":"test","chainId":1},"message":{"milestone":3}}\
        """;

    /** How the keeper of the key misbehaves. */
    private enum Misbehaviour {
        NONE,
        OTHER_NONCE,
        OTHER_TARGET,
        OTHER_CHAIN,
        OTHER_SIGNER,
        UNKNOWN_ADDRESS,
        NO_HEX
    }

    private TestChain chain;
    private HttpServer server;
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    @BeforeEach
    void start() throws Exception {
        chain = TestChain.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = MAPPER.writeValueAsBytes(answer(MAPPER.readTree(exchange.getRequestBody())));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        chain.close();
    }

    @Test
    void transactionSignedByWeb3signerBecomesFinal() {
        try (ChainRoom room = chain.open(Map.of(
                "chain.web3signer", url().toString(),
                "chain.web3signer-address", chain.relay().getAddress(),
                "chain.keystore", "/nowhere"))) {
            String token = chain.deployToken(room);
            room.transactions().submit(TestChain.mint("mint", token, 1));
            chain.mine(TestChain.DEPTH);
            room.transactions().advanceAll();
            assertThat(room.transactions().find("mint")).isPresent();
            assertThat(chain.units(token, 1)).isEqualTo(1);
        }
    }

    @Test
    void typedDataIsSignedByTheKey() {
        Sign.SignatureData signature = signer().signTypedData(TYPED_DATA);
        assertThat(signature).isEqualTo(new KeySigner(chain.relay()).signTypedData(TYPED_DATA));
    }

    @ParameterizedTest
    @EnumSource(value = Misbehaviour.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatWasNotAskedForIsNotAccepted(Misbehaviour wrong) {
        misbehaviour = wrong;
        RawTransaction asked = transaction(chain.id(), 7, "0x00000000000000000000000000000000000000aa");
        assertThatThrownBy(() -> signer().sign(asked))
                .isInstanceOf(SigningFailed.class)
                .hasMessageContaining("headwater.chain.web3signer")
                .hasMessageContaining(url().toString());
        if (wrong == Misbehaviour.OTHER_SIGNER || wrong == Misbehaviour.UNKNOWN_ADDRESS) {
            assertThatThrownBy(() -> signer().signTypedData(TYPED_DATA)).isInstanceOf(SigningFailed.class);
        }
    }

    @Test
    void publicDevelopmentKeyIsRefusedHereToo() {
        try (ChainRoom room = chain.open(Map.of(
                "chain.web3signer",
                url().toString(),
                "chain.web3signer-address",
                "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))) {
            assertThatThrownBy(() -> room.keyring().of(Keyring.RELAY)).hasMessageContaining("public development key");
        }
    }

    private Web3Signer signer() {
        return new Web3Signer(url(), chain.relay().getAddress());
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Map<String, Object> answer(JsonNode request) throws IOException {
        JsonNode parameters = request.get("params");
        if (misbehaviour == Misbehaviour.UNKNOWN_ADDRESS) {
            return Map.of(
                    "jsonrpc", "2.0", "id", 1, "error", Map.of("code", -32000, "message", "not an unlocked account"));
        }
        String result = switch (request.get("method").asString()) {
            case "eth_signTransaction" -> signTransaction(parameters.get(0));
            case "eth_signTypedData" -> signTypedData(parameters);
            default -> throw new IOException("no such method");
        };
        return Map.of("jsonrpc", "2.0", "id", 1, "result", misbehaviour == Misbehaviour.NO_HEX ? "done" : result);
    }

    private String signTransaction(JsonNode asked) {
        assertThat(asked.get("from").asString()).isEqualTo(chain.relay().getAddress());
        RawTransaction raw = RawTransaction.createTransaction(
                misbehaviour == Misbehaviour.OTHER_CHAIN ? 1 : chain.id(),
                quantity(asked, "nonce")
                        .add(misbehaviour == Misbehaviour.OTHER_NONCE ? BigInteger.ONE : BigInteger.ZERO),
                quantity(asked, "gas"),
                misbehaviour == Misbehaviour.OTHER_TARGET
                        ? "0x00000000000000000000000000000000000000bb"
                        : asked.path("to").asString(""),
                quantity(asked, "value"),
                asked.get("data").asString(),
                quantity(asked, "maxPriorityFeePerGas"),
                quantity(asked, "maxFeePerGas"));
        return Numeric.toHexString(TransactionEncoder.signMessage(raw, key()));
    }

    private String signTypedData(JsonNode parameters) throws IOException {
        Sign.SignatureData signature = Sign.signTypedData(parameters.get(1).asString(), key().getEcKeyPair());
        return Numeric.toHexString(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }

    private Credentials key() {
        return misbehaviour == Misbehaviour.OTHER_SIGNER ? Credentials.create(OTHER_KEY) : chain.relay();
    }

    private static BigInteger quantity(JsonNode asked, String field) {
        return Numeric.decodeQuantity(asked.get(field).asString());
    }

    private static RawTransaction transaction(long chainId, long nonce, String to) {
        return RawTransaction.createTransaction(
                chainId,
                BigInteger.valueOf(nonce),
                BigInteger.valueOf(21_000),
                to,
                BigInteger.ZERO,
                "0x",
                BigInteger.ONE,
                BigInteger.TEN);
    }
}
