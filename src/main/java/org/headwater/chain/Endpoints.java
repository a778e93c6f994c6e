// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Service;

/**
 * The addresses of one chain as one connection: a request goes to the first that may be asked and does not lag behind, and
 * on to the next if that one fails.
 */
final class Endpoints extends Service {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    /** An endpoint this many blocks behind the furthest is asked only if no other answers. */
    private static final BigInteger LAG = BigInteger.valueOf(5);

    private static final int ROUNDS = 3;
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final List<Endpoint> all;
    private volatile BigInteger furthest = BigInteger.ZERO;

    Endpoints(List<Endpoint> all) {
        super(false);
        this.all = List.copyOf(all);
    }

    static Endpoints at(List<String> urls, long chainId, Duration chainCheckInterval, Duration answerTimeout) {
        return new Endpoints(urls.stream()
                .map(url -> new Endpoint(url, chainId, chainCheckInterval, answerTimeout))
                .toList());
    }

    List<Endpoint> all() {
        return all;
    }

    /** How many have to say the same before it counts as final. */
    int needed() {
        return Math.min(2, all.size());
    }

    /**
     * The highest head that any endpoint tells; that it is lower than before is said in the log.
     *
     * @throws IOException if none answers
     */
    BigInteger head() throws IOException {
        List<BigInteger> heads = new ArrayList<>();
        IOException last = new IOException("none of the nodes may be asked yet");
        for (Endpoint endpoint : all) {
            if (endpoint.pause() > 0) {
                continue;
            }
            try {
                heads.add(endpoint.head());
            } catch (IOException e) {
                last = e;
            }
        }
        if (heads.isEmpty()) {
            throw last;
        }
        BigInteger head = heads.stream().max(Comparator.naturalOrder()).orElseThrow();
        BigInteger before = furthest;
        furthest = head;
        if (head.compareTo(before) < 0) {
            LOG.warn("The head of the chain went back from block {} to {}", before, head);
        }
        return head;
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        IOException last = new IOException("not asked yet");
        for (int round = 0; round < ROUNDS; round++) {
            for (Endpoint endpoint : inOrder()) {
                if (endpoint.pause() > 0) {
                    continue;
                }
                try {
                    return new ByteArrayInputStream(endpoint.post(payload));
                } catch (Endpoint.WrongChain e) {
                    last = e;
                    LOG.error("{}: {}", endpoint.url(), e.getMessage());
                } catch (IOException e) {
                    last = e;
                }
            }
            long wait = all.stream().mapToLong(Endpoint::pause).min().orElse(0);
            if (wait > LONGEST_WAIT || last instanceof Endpoint.WrongChain) {
                break;
            }
            Pause.of(Duration.ofNanos(wait));
        }
        throw last;
    }

    private List<Endpoint> inOrder() {
        BigInteger least = furthest.subtract(LAG);
        return all.stream()
                .sorted(Comparator.comparing(endpoint -> endpoint.lastHead().compareTo(least) < 0))
                .toList();
    }

    void reconnected() {
        all.forEach(Endpoint::reconnected);
    }

    @Override
    public void close() {
        all.forEach(Endpoint::close);
    }
}
