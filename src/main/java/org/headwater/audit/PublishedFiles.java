// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.ipfs.BlockStoreFailure;
import org.headwater.ipfs.Car;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.GatewayReader;
import org.headwater.ipfs.MalformedCar;
import org.headwater.ipfs.MalformedCid;

/** Published bytes by their identifiers, from archives and gateways of which none is believed; safe for many threads. */
public final class PublishedFiles {

    private final List<Path> archives;
    private final List<GatewayReader> gateways;
    private final Map<Cid, byte[]> read = new ConcurrentSkipListMap<>();
    private List<Car> opened = List.of();

    /**
     * @param archives CAR files, asked first
     * @param gateways asked in their order for what no archive has
     */
    public PublishedFiles(List<Path> archives, List<GatewayReader> gateways) {
        this.archives = List.copyOf(archives);
        this.gateways = List.copyOf(gateways);
    }

    /**
     * Writes every file that was read to a new archive, from which the same audit can be repeated without a gateway.
     *
     * @throws IOException if it cannot be written, or nothing was read
     */
    public void save(Path archive) throws IOException {
        if (read.isEmpty()) {
            throw new IOException("nothing was read that could be saved");
        }
        Path unfinished = archive.resolveSibling(archive.getFileName() + "-unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            Car.write(List.copyOf(read.values()), out);
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many archives are asked. */
    int archives() {
        return archives.size();
    }

    /**
     * Reads the archives, each block of them hashed.
     *
     * @throws Untrue if one is not well-formed, or a block does not hash to its identifier
     */
    void open() {
        opened = archives.stream().map(PublishedFiles::open).toList();
    }

    private static Car open(Path archive) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            return Car.read(in);
        } catch (MalformedCar e) {
            throw new Untrue("%s: %s".formatted(archive, e.getMessage()));
        } catch (IOException e) {
            throw new NotReachable("--car: cannot read " + archive + ": " + e, e);
        }
    }

    /**
     * The identifier in a text of a chain or a document.
     *
     * @throws Untrue if it is none
     */
    static Cid cid(String text) {
        try {
            return Cid.parse(text);
        } catch (MalformedCid e) {
            throw new Untrue("'%s' is no content identifier".formatted(text));
        }
    }

    /** The identifier in an {@code ipfs://} address. */
    static Cid cidOfUri(String uri) {
        Untrue.unless(uri.startsWith("ipfs://"), "'%s' is no ipfs:// address", uri);
        return cid(uri.substring("ipfs://".length()));
    }

    /**
     * The bytes, which hash to the identifier.
     *
     * @throws Untrue if every archive and gateway gives other bytes or none
     * @throws NotReachable if a gateway that might have them does not answer
     */
    byte[] bytes(Cid cid) {
        return read.computeIfAbsent(cid, this::find);
    }

    /** Keeps bytes that were computed and that a reader of the claim wants to see, for {@link #save}. */
    void keep(byte[] file) {
        read.put(Cid.of(file), file);
    }

    private byte[] find(Cid cid) {
        return opened.stream()
                .flatMap(archive -> archive.file(cid).stream())
                .findFirst()
                .orElseGet(() -> fromGateways(cid));
    }

    private byte[] fromGateways(Cid cid) {
        List<BlockStoreFailure> failures = new ArrayList<>();
        for (GatewayReader gateway : gateways) {
            try {
                return gateway.read(cid);
            } catch (BlockStoreFailure e) {
                failures.add(e);
            }
        }
        String found = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; and "));
        Optional<BlockStoreFailure> silent = failures.stream()
                .filter(failure -> failure.getCause() instanceof IOException)
                .findFirst();
        if (silent.isPresent()) {
            throw new NotReachable("--gateway: " + found, silent.get());
        }
        throw new Untrue(failures.isEmpty() ? "no archive given has " + cid : found);
    }

    /**
     * The document, which hashes to the identifier and fits the schema of its kind.
     *
     * @throws org.headwater.document.InvalidDocument if it does not fit its schema
     */
    Document document(Cid cid) {
        return Documents.check(cid, bytes(cid));
    }

    /**
     * The document, which is of this type too.
     *
     * @throws Untrue if it is of another type
     */
    Document document(DocumentType type, Cid cid) {
        Document document = document(cid);
        Untrue.unless(
                document.type() == type,
                "%s is a %s, not a %s",
                cid,
                document.type().label(),
                type.label());
        return document;
    }
}
