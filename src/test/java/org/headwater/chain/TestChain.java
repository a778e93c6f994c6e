// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.headwater.EmbeddedParts;
import org.headwater.chain.contract.DemonstrationToken;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.WalletUtils;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chain that is not the local one, with blocks, faults and clock in the hands of the test. */
final class TestChain implements AutoCloseable {

    static final int DEPTH = 3;

    private static final AtomicLong IDS = new AtomicLong(9_000);
    private static final String PASSWORD = "correct horse";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final BigInteger GIGA = BigInteger.TEN.pow(9);
    private static final int PORT_TRIES = 200;

    private static @Nullable Path binary;

    private final long id = IDS.incrementAndGet();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final Process anvil;
    private final String url;
    private final Path keystore;
    private final Credentials relay;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private TestChain(List<String> options) throws Exception {
        directory = Files.createTempDirectory("headwater-chain");
        Path log = directory.resolve("anvil.log");
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "--port=0",
                "--chain-id=" + id,
                "--accounts=0",
                "--cache-path=" + directory.resolve("cache")));
        command.addAll(options);
        anvil = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        url = "http://" + listeningAddress(log);
        Files.writeString(directory.resolve("password"), PASSWORD);
        keystore = directory.resolve(WalletUtils.generateLightNewWalletFile(PASSWORD, directory.toFile()));
        relay = WalletUtils.loadCredentials(PASSWORD, keystore.toFile());
        balance(relay.getAddress(), BigInteger.TEN.pow(20));
    }

    private static synchronized Path binary() throws IOException {
        if (binary == null) {
            Path shared = Files.createTempDirectory("headwater-anvil");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(shared.toFile())));
            binary = AnvilBinary.unpackedIn(shared);
        }
        return binary;
    }

    /** Starts a node that mines only when it is told to. */
    static TestChain start(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--no-mining");
        return new TestChain(all);
    }

    /** Starts a node with other options, such as a block each second. */
    static TestChain startMining(String... options) throws Exception {
        return new TestChain(List.of(options));
    }

    /** Settings as an operator gives them, without the prefix {@code headwater.}. */
    static ChainSettings settings(Map<String, String> values) {
        var properties = new HashMap<String, String>();
        values.forEach((name, value) -> properties.put("headwater." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("headwater", ChainSettings.class);
    }

    /** Opens the room on this chain: depth 3, fees rise at once when a block has passed without the transaction. */
    ChainRoom open(Map<String, String> more) {
        var values = new HashMap<String, String>(Map.of(
                "data-dir", directory.toString(),
                "chain.url", url,
                "chain.id", Long.toString(id),
                "chain.finality-depth", Integer.toString(DEPTH),
                "chain.keystore", keystore.toString(),
                "chain.keystore-password", directory.resolve("password").toString(),
                "chain.inclusion-timeout", "30s"));
        if (more.keySet().stream().anyMatch(name -> name.startsWith("chain.urls"))) {
            values.remove("chain.url");
        }
        values.putAll(more);
        return open(settings(values), this::now);
    }

    static ChainRoom open(ChainSettings settings, InstantSource wall) {
        return ChainRoom.open(
                settings,
                EmbeddedParts.get(DataSource.class),
                EmbeddedParts.get(JdbcClient.class),
                new TransactionTemplate(EmbeddedParts.get(PlatformTransactionManager.class)),
                wall);
    }

    long id() {
        return id;
    }

    String url() {
        return url;
    }

    Path directory() {
        return directory;
    }

    Path keystore() {
        return keystore;
    }

    Credentials relay() {
        return relay;
    }

    synchronized Instant now() {
        return now;
    }

    synchronized void later(Duration duration) {
        now = now.plus(duration);
    }

    void balance(String address, BigInteger wei) {
        rpc("anvil_setBalance", address, Numeric.encodeQuantity(wei));
    }

    void mine(int blocks) {
        rpc("anvil_mine", Numeric.encodeQuantity(BigInteger.valueOf(blocks)));
    }

    long head() {
        return Numeric.toBigInt(rpc("eth_blockNumber").asString()).longValueExact();
    }

    long nonce(String address) {
        return Numeric.toBigInt(
                        rpc("eth_getTransactionCount", address, "latest").asString())
                .longValueExact();
    }

    /**
     * The answer to a call.
     *
     * @throws IllegalStateException with the node's message if it refuses
     */
    JsonNode rpc(String method, Object... parameters) {
        try {
            String body = MAPPER.writeValueAsString(
                    Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode answer = MAPPER.readTree(response.body());
            if (answer.has("error")) {
                throw new IllegalStateException(method + ": " + answer.get("error"));
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with the relay's key outside the service and sends; gives the hash. */
    String sendOutside(long nonce, String to, String data, long feeInGwei) {
        return send(relay, nonce, to, data, feeInGwei);
    }

    /** Signs with a key of somebody and sends; gives the hash. */
    String send(Credentials key, long nonce, String to, String data, long feeInGwei) {
        BigInteger fee = GIGA.multiply(BigInteger.valueOf(feeInGwei));
        RawTransaction raw = RawTransaction.createTransaction(
                id, BigInteger.valueOf(nonce), BigInteger.valueOf(200_000), to, BigInteger.ZERO, data, fee, fee);
        return rpc("eth_sendRawTransaction", Numeric.toHexString(TransactionEncoder.signMessage(raw, key)))
                .asString();
    }

    /** Lets the relay deploy a token that it can mint, and waits until that is final. */
    String deployToken(ChainRoom room) {
        room.transactions().submit(Intent.deployment("token", Keyring.RELAY, DemonstrationToken.BINARY));
        mine(DEPTH);
        room.transactions().advanceAll();
        return room.transactions().find("token").orElseThrow().deployedAddress();
    }

    /** Gives one unit of the token to the receiver of that number. */
    static Intent mint(String key, String token, int receiver) {
        return Intent.call(
                key,
                Keyring.RELAY,
                token,
                FunctionEncoder.encode(new Function(
                        "mint", List.of(new Address(receiver(receiver)), new Uint256(BigInteger.ONE)), List.of())));
    }

    /** How many units the receiver of that number has. */
    long units(String token, int receiver) {
        String data =
                FunctionEncoder.encode(new Function("balanceOf", List.of(new Address(receiver(receiver))), List.of()));
        return Numeric.toBigInt(rpc("eth_call", Map.of("to", token, "data", data), "latest")
                        .asString())
                .longValueExact();
    }

    private static String receiver(int number) {
        return "0x%040x".formatted(0x1000_0000 + number);
    }

    @Override
    public void close() throws Exception {
        anvil.destroy();
        anvil.waitFor(10, TimeUnit.SECONDS);
        FileSystemUtils.deleteRecursively(directory);
    }

    private static String listeningAddress(Path log) throws Exception {
        for (int i = 0; i < PORT_TRIES; i++) {
            String text = Files.readString(log);
            if (text.contains("Listening on ")) {
                return text.substring(text.indexOf("Listening on ") + 13).strip();
            }
            Thread.sleep(25);
        }
        throw new IllegalStateException("anvil did not start: " + Files.readString(log));
    }
}
