// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.Request;

/**
 * Reads files from IPFS gateways without believing them. The gateways are asked in order; one that lies, is slow, gives too
 * much or nothing is passed over, and asked last from then on. A file of several blocks is read block by block, so that a
 * lie is found at once; from gateways that do not give blocks it is read whole and hashed. Redirects are not followed, and
 * nothing is fetched but {@code /ipfs/} and an identifier from addresses that the caller was given by its user.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless gateway specification</a>
 */
public final class GatewayReader {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    /** What says that the file is not there; any other status, a redirect or too many questions, says nothing. */
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    private final List<String> gateways;
    private final BoundedHttp http;

    /** As {@link #GatewayReader(List)}, of one gateway. */
    public GatewayReader(URI gateway) {
        this(List.of(gateway));
    }

    /**
     * @param gateways at least one, such as {@code https://gateway.example/ipfs/}; a missing {@code /ipfs} is added. An address
     *     of this machine or of a private network is taken only as an IP address or {@code localhost}
     * @throws IllegalArgumentException if one is not an http or https URL with a host, without user and query, or its host
     *     is link-local
     */
    public GatewayReader(List<URI> gateways) {
        this(gateways, TIME_LIMIT);
    }

    GatewayReader(List<URI> gateways, Duration timeLimit) {
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("no gateway; allowed: at least one");
        }
        this.gateways = gateways.stream()
                .map(GatewayReader::prefix)
                .collect(Collectors.toCollection(CopyOnWriteArrayList::new));
        this.http = new BoundedHttp(new GatewayHosts(Dns.SYSTEM), timeLimit);
    }

    private static String prefix(URI gateway) {
        String address = GatewayHosts.require(gateway);
        return address.endsWith("/ipfs") ? address + "/" : address + "/ipfs/";
    }

    /**
     * The whole file.
     *
     * @throws BlockStoreFailure if no gateway gives it, saying what each did; its cause is an {@link IOException} if none
     *     answered at all
     */
    public byte[] read(Cid cid) {
        return read(cid, BlockStore.MAXIMUM_SIZE);
    }

    /** As {@link #read(Cid)}, of a file of at most so many bytes; no more are read than a block beyond them. */
    byte[] read(Cid cid, int most) {
        try {
            return new UnixFsReader(part -> Optional.of(fromFirst(part, this::block)), most)
                    .read(cid)
                    .orElseThrow();
        } catch (BlockStoreFailure e) {
            if (e.getCause() instanceof IOException) {
                throw e;
            }
            return fromFirst(cid, (gateway, file) -> wholeFile(gateway, file, most));
        }
    }

    private interface Attempt {
        byte[] from(String gateway, Cid cid);
    }

    private byte[] fromFirst(Cid cid, Attempt attempt) {
        List<BlockStoreFailure> failures = new ArrayList<>();
        for (String gateway : List.copyOf(gateways)) {
            try {
                return attempt.from(gateway, cid);
            } catch (BlockStoreFailure e) {
                failures.add(e);
                askLast(gateway);
            }
        }
        String message = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        boolean noneAnswered = failures.stream().allMatch(failure -> failure.getCause() instanceof IOException);
        Throwable cause = failures.getFirst().getCause();
        throw noneAnswered && cause != null ? new BlockStoreFailure(message, cause) : new BlockStoreFailure(message);
    }

    private void askLast(String gateway) {
        if (gateways.remove(gateway)) {
            gateways.add(gateway);
        }
    }

    private byte[] block(String gateway, Cid cid) {
        byte[] block = get(gateway + cid + "?format=raw", Car.MAXIMUM_BLOCK_SIZE);
        if (!cid.matches(block)) {
            throw new BlockStoreFailure("the block that " + gateway + " gives for " + cid + " does not hash to it");
        }
        return block;
    }

    private byte[] wholeFile(String gateway, Cid cid, int most) {
        byte[] file = get(gateway + cid, most);
        Cid given = Cid.of(file);
        if (!given.equals(cid)) {
            throw new BlockStoreFailure("the bytes that " + gateway + " gives for " + cid + " hash to " + given);
        }
        return file;
    }

    private byte[] get(String address, int limit) {
        try {
            BoundedHttp.Answer answer =
                    http.send(new Request.Builder().url(address).build(), limit);
            if (!answer.ok()) {
                String message = address + " answers with status " + answer.status();
                throw ABSENT.contains(answer.status())
                        ? new BlockStoreFailure(message)
                        : new BlockStoreFailure(message, new IOException(message));
            }
            return answer.body();
        } catch (IOException e) {
            throw new BlockStoreFailure("cannot read " + address + ": " + e, e);
        }
    }
}
