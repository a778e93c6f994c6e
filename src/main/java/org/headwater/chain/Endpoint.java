// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Service;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.JsonRpc2_0Web3j;
import org.web3j.utils.Numeric;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON-RPC address. After a failure it is left alone for a while, longer with each one (or as long as its {@code
 * Retry-After} says), and its chain id is checked before it is used again, and every minute.
 */
final class Endpoint extends Service {

    /** How long an answer may take, from the connection to its last byte, where nobody says otherwise. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    /** More than any answer that is asked for here; what a node sends beyond is not kept. */
    private static final long MOST_BYTES = 64L << 20;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final int DOUBLINGS = 7;
    private static final int TOO_MANY_REQUESTS = 429;

    /** What providers answer within a well-formed response when they are asked too often. */
    private static final int LIMIT_EXCEEDED = -32005;

    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String url;
    private final long chainId;
    private final Duration chainCheckInterval;
    private final OkHttpClient client;
    private final Web3j web3j;
    private final ReentrantLock turn = new ReentrantLock();
    private int failures;
    private long retryAt = System.nanoTime();
    private long chainCheckedUntil = System.nanoTime();
    private @Nullable String lastFailure;
    private volatile BigInteger lastHead = BigInteger.ZERO;

    Endpoint(String url, long chainId, Duration chainCheckInterval, Duration answerTimeout) {
        super(false);
        this.url = url;
        this.chainId = chainId;
        this.chainCheckInterval = chainCheckInterval;
        this.client = new OkHttpClient.Builder()
                .callTimeout(answerTimeout)
                .readTimeout(answerTimeout)
                .followRedirects(false)
                .build();
        this.web3j = new JsonRpc2_0Web3j(this);
    }

    String url() {
        return url;
    }

    /** The node behind this address alone. */
    Web3j web3j() {
        return web3j;
    }

    BigInteger lastHead() {
        return lastHead;
    }

    BigInteger head() throws IOException {
        lastHead = web3j.ethBlockNumber().send().getBlockNumber();
        return lastHead;
    }

    /** How long it is still to be left alone, nanoseconds; 0 if it may be asked. */
    long pause() {
        turn.lock();
        try {
            return Math.max(0, retryAt - System.nanoTime());
        } finally {
            turn.unlock();
        }
    }

    @Nullable
    String lastFailure() {
        turn.lock();
        try {
            return lastFailure;
        } finally {
            turn.unlock();
        }
    }

    /** Forgets failures: the node behind it is a new one. */
    void reconnected() {
        turn.lock();
        try {
            failures = 0;
            retryAt = System.nanoTime();
            chainCheckedUntil = System.nanoTime();
        } finally {
            turn.unlock();
        }
    }

    @Override
    protected InputStream performIO(String payload) throws IOException {
        return new ByteArrayInputStream(post(payload));
    }

    /**
     * The answer to a JSON-RPC request, or to a batch of them.
     *
     * @throws IOException if there is none, it is no JSON-RPC, or the node serves another chain
     */
    byte[] post(String payload) throws IOException {
        try {
            checkChain();
            byte[] answer = exchange(payload);
            succeeded();
            return answer;
        } catch (IOException e) {
            failed(e);
            throw e;
        }
    }

    private void checkChain() throws IOException {
        turn.lock();
        try {
            if (System.nanoTime() - chainCheckedUntil < 0) {
                return;
            }
        } finally {
            turn.unlock();
        }
        byte[] answer = exchange("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"eth_chainId\",\"params\":[]}");
        String found = MAPPER.readTree(answer).path("result").asString("nothing");
        if (!found.matches("0x[0-9a-fA-F]+") || !Numeric.toBigInt(found).equals(BigInteger.valueOf(chainId))) {
            throw new WrongChain("headwater.chain.id: the node serves chain %s, expected %d"
                    .formatted(found.startsWith("0x") ? Numeric.toBigInt(found) : found, chainId));
        }
        turn.lock();
        try {
            chainCheckedUntil = System.nanoTime() + chainCheckInterval.toNanos();
        } finally {
            turn.unlock();
        }
    }

    private byte[] exchange(String payload) throws IOException {
        var request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(payload, JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new Refused("HTTP " + response.code(), seconds(response.header("Retry-After")));
            }
            if (response.body().source().request(MOST_BYTES + 1)) {
                throw new IOException("an answer of more than %d bytes".formatted(MOST_BYTES));
            }
            byte[] body = response.body().bytes();
            requireAnswer(body);
            return body;
        } catch (SSLException e) {
            throw new IOException(TlsFault.of(e), e);
        }
    }

    private void requireAnswer(byte[] body) throws IOException {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new IOException("no JSON", e);
        }
        if (!answer.isArray() && !answer.has("result") && !answer.has("error")) {
            throw new IOException("no JSON-RPC");
        }
        int code = answer.path("error").path("code").asInt(0);
        if (code == LIMIT_EXCEEDED || code == TOO_MANY_REQUESTS) {
            throw new Refused("too many requests", 0);
        }
    }

    /** The date form is rare with JSON-RPC and is treated as absent. */
    private static long seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}") ? Long.parseLong(retryAfter) : 0;
    }

    private void succeeded() {
        turn.lock();
        try {
            failures = 0;
            lastFailure = null;
        } finally {
            turn.unlock();
        }
    }

    private void failed(IOException failure) {
        long asked = failure instanceof Refused refused ? TimeUnit.SECONDS.toNanos(refused.retryAfter) : 0;
        turn.lock();
        try {
            long backOff = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, DOUBLINGS));
            double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
            failures++;
            retryAt = System.nanoTime() + Math.max(asked, (long) (backOff * jitter));
            chainCheckedUntil = System.nanoTime();
            lastFailure = failure.getMessage();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** An answer that says no. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;
        private final long retryAfter;

        Refused(String message, long retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }
    }

    /** The node belongs to another chain than the one that was asked for. */
    static final class WrongChain extends IOException {

        private static final long serialVersionUID = 1L;

        WrongChain(String message) {
            super(message);
        }
    }
}
