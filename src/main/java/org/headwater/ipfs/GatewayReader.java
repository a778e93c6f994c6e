// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Reads files from an IPFS gateway without believing it: bytes that do not hash to the identifier asked for are refused,
 * redirects are not followed, and no more than {@link BlockStore#MAXIMUM_SIZE} bytes are taken.
 */
public final class GatewayReader {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    /** What says that the file is not there; any other status, a redirect or too many questions, says nothing. */
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    private final String gateway;
    private final HttpClient http;

    /**
     * @param gateway such as {@code http://127.0.0.1:8080/ipfs/}; a missing {@code /ipfs} is added
     * @throws IllegalArgumentException if it is not an http or https URL with a host, without user and query
     */
    public GatewayReader(URI gateway) {
        String address = HttpAddress.of("gateway", gateway);
        this.gateway = address.endsWith("/ipfs") ? address + "/" : address + "/ipfs/";
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The whole file.
     *
     * @throws BlockStoreFailure if the gateway does not have it, or gives other bytes; with an {@link IOException} as its
     *     cause if the gateway gives no answer that says anything of the file
     */
    public byte[] read(Cid cid) {
        HttpResponse<byte[]> answer = get(cid);
        if (answer.statusCode() != 200) {
            String message = gateway + cid + " answers with status " + answer.statusCode();
            throw ABSENT.contains(answer.statusCode())
                    ? new BlockStoreFailure(message)
                    : new BlockStoreFailure(message, new IOException(message));
        }
        Cid given = Cid.of(answer.body());
        if (!given.equals(cid)) {
            throw new BlockStoreFailure("the bytes that " + gateway + " gives for " + cid + " hash to " + given);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> get(Cid cid) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + cid))
                .timeout(TIME_LIMIT)
                .GET()
                .build();
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BlockStore.MAXIMUM_SIZE));
        } catch (IOException e) {
            throw new BlockStoreFailure("cannot read " + gateway + cid + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlockStoreFailure("interrupted while reading " + gateway + cid, e);
        }
    }
}
