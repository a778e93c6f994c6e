// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headwater.Headwater;
import org.headwater.chain.Chain;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A party with ether and a key file of its own, which runs commands of the program. */
record OwnKeyParty(Chain chain, Path directory, Path keystore, Credentials credentials) {

    static final String PASSWORD = "a password of the party";

    static OwnKeyParty create(Chain chain, Path directory) throws Exception {
        Path keystore = directory.resolve(WalletUtils.generateLightNewWalletFile(PASSWORD, directory.toFile()));
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Credentials credentials = WalletUtils.loadCredentials(PASSWORD, keystore.toFile());
        new Request<>(
                        "anvil_setBalance",
                        List.of(credentials.getAddress(), Numeric.encodeQuantity(BigInteger.TEN.pow(20))),
                        new HttpService(chain.url()),
                        VoidResponse.class)
                .send();
        return new OwnKeyParty(chain, directory, keystore, credentials);
    }

    String address() {
        return Keys.toChecksumAddress(credentials.getAddress());
    }

    /** Calls a token by other means than the program. */
    void approve(String token, String data) throws Exception {
        String hash = new RawTransactionManager(chain.web3j(), credentials, chain.chainId())
                .sendTransaction(
                        DefaultGasProvider.GAS_PRICE, BigInteger.valueOf(100_000), token, data, BigInteger.ZERO)
                .getTransactionHash();
        new PollingTransactionReceiptProcessor(chain.web3j(), 20, 500).waitForTransactionReceipt(hash);
    }

    record Run(int exitCode, String output, String talk) {

        JsonNode json() {
            return new JsonMapper().readTree(output);
        }
    }

    Run run(String... arguments) {
        var output = new StringWriter();
        var talk = new StringWriter();
        int code = HeadwaterCommand.commandLine(Headwater.class)
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(talk, true))
                .execute(withKey(arguments));
        return new Run(code, output.toString(), talk.toString());
    }

    /** The arguments and those that name node and key. */
    String[] withKey(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--rpc", chain.url(), "--keystore", keystore.toString()));
        if (!all.contains("--password-file")) {
            all.addAll(List.of("--password-file", directory.resolve("password").toString()));
        }
        return all.toArray(String[]::new);
    }
}
