// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SignatureException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Keys;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * A key kept by web3signer in its mode {@code eth1}, through its JSON-RPC methods {@code eth_signTransaction} and {@code
 * eth_signTypedData}. What comes back is believed only if it is exactly what was asked, signed by the expected address.
 */
final class Web3Signer implements Signer {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final int SIGNATURE_BYTES = 65;

    private final HttpService service;
    private final URI url;
    private final String address;

    /** @param address of the key, 0x and 40 hexadecimal digits */
    Web3Signer(URI url, String address) {
        this.url = url;
        this.address = address.toLowerCase(java.util.Locale.ROOT);
        this.service = new HttpService(
                url.toString(),
                new OkHttpClient.Builder().callTimeout(ANSWER_TIMEOUT).build());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        return signedBy(transaction, call("eth_signTransaction", List.of(asJson(transaction))));
    }

    @Override
    public Sign.SignatureData signTypedData(String typedData) {
        String signature = call("eth_signTypedData", List.of(address, typedData));
        byte[] bytes = Numeric.hexStringToByteArray(signature);
        if (bytes.length != SIGNATURE_BYTES) {
            throw failed("eth_signTypedData", "a signature of %d bytes".formatted(bytes.length), null);
        }
        try {
            Sign.SignatureData data = Sign.signatureDataFromHex(signature);
            byte[] digest = new StructuredDataEncoder(typedData).hashStructuredData();
            requireAddress(Keys.getAddress(Sign.signedMessageHashToKey(digest, data)), "eth_signTypedData");
            return data;
        } catch (IOException | SignatureException e) {
            throw failed("eth_signTypedData", e.getMessage(), e);
        }
    }

    private Map<String, String> asJson(RawTransaction raw) {
        var transaction = (Transaction1559) raw.getTransaction();
        Map<String, String> json = new LinkedHashMap<>();
        json.put("from", address);
        if (!transaction.getTo().isEmpty()) {
            json.put("to", transaction.getTo());
        }
        json.put("gas", Numeric.encodeQuantity(transaction.getGasLimit()));
        json.put("maxPriorityFeePerGas", Numeric.encodeQuantity(transaction.getMaxPriorityFeePerGas()));
        json.put("maxFeePerGas", Numeric.encodeQuantity(transaction.getMaxFeePerGas()));
        json.put("nonce", Numeric.encodeQuantity(transaction.getNonce()));
        json.put("value", Numeric.encodeQuantity(transaction.getValue()));
        json.put("data", Numeric.prependHexPrefix(transaction.getData()));
        return json;
    }

    /** Only the signature is taken; it has to be one of what was asked, so of this chain, nonce, call and these fees. */
    private byte[] signedBy(RawTransaction asked, String answer) {
        try {
            if (!(TransactionDecoder.decode(answer) instanceof SignedRawTransaction signed)) {
                throw failed("eth_signTransaction", "an unsigned transaction", null);
            }
            Sign.SignatureData signature = signed.getSignatureData();
            BigInteger key = Sign.signedMessageToKey(TransactionEncoder.encode(asked), signature);
            requireAddress(Keys.getAddress(key), "eth_signTransaction");
            return TransactionEncoder.encode(asked, signature);
        } catch (SignatureException e) {
            throw failed("eth_signTransaction", e.getMessage(), e);
        }
    }

    private void requireAddress(String found, String method) {
        if (!Numeric.prependHexPrefix(found).equalsIgnoreCase(address)) {
            throw failed(method, "a signature of 0x%s instead of %s".formatted(found, address), null);
        }
    }

    private String call(String method, List<?> parameters) {
        try {
            Answer answer = new Request<>(method, parameters, service, Answer.class).send();
            if (answer.hasError()) {
                throw failed(method, answer.getError().getMessage(), null);
            }
            String result = answer.getResult();
            if (result == null || !result.matches("0x[0-9a-fA-F]+")) {
                throw failed(method, "no hexadecimal answer", null);
            }
            return result;
        } catch (IOException e) {
            throw failed(method, "no answer: " + e.getMessage(), e);
        }
    }

    private SigningFailed failed(String method, @Nullable String reason, @Nullable Throwable cause) {
        return new SigningFailed("headwater.chain.web3signer: %s at %s gave %s".formatted(method, url, reason), cause);
    }

    private static final class Answer extends Response<String> {}
}
