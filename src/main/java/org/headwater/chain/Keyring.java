// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/**
 * The keys that the service may sign with. On the local chain each party has a demonstration key, created when first
 * asked for ({@code DIR/keys/<party>.key}, 0600); on any other chain there is only the operator's key of {@value #RELAY},
 * from a keystore file or kept by web3signer.
 */
public final class Keyring {

    /** The party whose key the operator configures on a public chain; it pays for gas and relays. */
    public static final String RELAY = "relay";

    private static final BigInteger DEMONSTRATION_BALANCE = BigInteger.TEN.pow(22);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String LABEL = "# demonstration key of the local chain only, never send value to it";

    private final NodeConnection node;
    private final Path directory;
    private final ChainSettings.Node settings;
    private final Map<String, Signer> loaded = new ConcurrentHashMap<>();

    Keyring(NodeConnection node, ChainSettings settings) {
        this.node = node;
        this.directory = settings.directory().resolve("keys");
        this.settings = settings.chain();
    }

    /**
     * The key of a party.
     *
     * @param party lower-case letters, digits and hyphens, at most 40
     * @throws IllegalArgumentException if the name is malformed, or if the chain is not the local one and the party is
     *     not {@value #RELAY}
     */
    public Signer of(String party) {
        if (!party.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "/party: '%s' must be lower-case letters, digits and hyphens, at most 40".formatted(party));
        }
        return loaded.computeIfAbsent(party, this::find);
    }

    /** The address of a party, checksummed. */
    public String address(String party) {
        return Keys.toChecksumAddress(of(party).address());
    }

    /** The party that has this address, if it is one of those with a demonstration key. */
    public Optional<String> party(String address) {
        return node.chainId() == Chain.LOCAL_ID
                ? parties().stream()
                        .filter(party -> address(party).equalsIgnoreCase(address))
                        .findFirst()
                : Optional.empty();
    }

    /** Gives every demonstration key its balance; a chain that lost its state needs that before anything is sent again. */
    void fund() {
        if (node.chainId() == Chain.LOCAL_ID) {
            parties().forEach(party -> node.setBalance(of(party).address(), DEMONSTRATION_BALANCE));
        }
    }

    /** Gives a wallet on the local chain what a demonstration key has, unless it has something. */
    void fund(String address) {
        if (node.chainId() == Chain.LOCAL_ID && node.balance(address).signum() == 0) {
            node.setBalance(address, DEMONSTRATION_BALANCE);
        }
    }

    private Signer find(String party) {
        try {
            return node.chainId() == Chain.LOCAL_ID ? new KeySigner(demonstrationKey(party)) : operatorKey(party);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "headwater.data-dir: cannot use the key of %s in %s".formatted(party, directory), e);
        }
    }

    private Credentials demonstrationKey(String party) throws IOException {
        Path file = directory.resolve(party + ".key");
        if (Files.notExists(file)) {
            create(file);
        }
        Credentials credentials = read(file);
        node.setBalance(credentials.getAddress(), DEMONSTRATION_BALANCE);
        return credentials;
    }

    private static Credentials read(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            throw new IOException("%s must be readable by its owner only (0600)".formatted(file));
        }
        List<String> lines = Files.readAllLines(file);
        String key = lines.getLast().strip();
        if (!lines.getFirst().equals(LABEL) || !key.matches("0x[0-9a-f]{64}")) {
            throw new IOException(file + " is not a demonstration key file: a label and one key in hex");
        }
        return Credentials.create(key);
    }

    /** On disk before it is used, under its name only when whole: a lost key would lose what its party holds. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path unfinished = file.resolveSibling(file.getFileName() + "-unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        String text = "%s%n%s%n"
                .formatted(
                        LABEL,
                        Numeric.toHexStringWithPrefixZeroPadded(randomKey().getPrivateKey(), 64));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static ECKeyPair randomKey() {
        try {
            return Keys.createEcKeyPair(new SecureRandom());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("no secp256k1 keys on this Java", e);
        }
    }

    private Signer operatorKey(String party) throws IOException {
        if (!party.equals(RELAY)) {
            throw new IllegalArgumentException(
                    "/party: the service holds no key of '%s' on chain %d; only '%s' is allowed, parties sign themselves"
                            .formatted(party, node.chainId(), RELAY));
        }
        if (settings.web3signer() != null) {
            return new Web3Signer(settings.web3signer(), web3SignerAddress());
        }
        Path keystore = configured(settings.keystore(), "headwater.chain.keystore");
        Path password = configured(settings.keystorePassword(), "headwater.chain.keystore-password");
        return KeySigner.open(keystore, password, node.chainId());
    }

    private String web3SignerAddress() {
        String address = settings.web3signerAddress();
        if (address == null) {
            throw new IllegalArgumentException(
                    "headwater.chain.web3signer-address: not set; it must name the key that web3signer keeps");
        }
        return PublicKeys.refuse(address, node.chainId());
    }

    private static Path configured(@Nullable Path path, String setting) {
        if (path == null) {
            throw new IllegalArgumentException(setting + ": not set; on this chain it must name a file");
        }
        return path;
    }

    private List<String> parties() {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".key"))
                    .map(name -> name.substring(0, name.length() - ".key".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("headwater.data-dir: cannot read " + directory, e);
        }
    }
}
