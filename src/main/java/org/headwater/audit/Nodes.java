// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.headwater.chain.RevertReason;
import org.web3j.protocol.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One or more nodes asked as one: each gets every question, and an answer counts only if all give it. */
final class Nodes extends Service {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final long MAXIMUM_ANSWER = 64 * 1024 * 1024;
    private static final HttpResponse.BodyHandler<byte[]> LIMITED =
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAXIMUM_ANSWER);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What an audit reads of blocks, transactions and events; nodes differ in the members that they add. */
    private static final Set<String> READ = Set.of(
            "address",
            "topics",
            "data",
            "blockNumber",
            "transactionHash",
            "logIndex",
            "hash",
            "from",
            "to",
            "timestamp",
            "status",
            "gasUsed");

    private final List<URI> addresses;
    private final HttpClient http;

    Nodes(List<URI> addresses) {
        this(
                addresses,
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    private Nodes(List<URI> addresses, HttpClient http) {
        super(false);
        this.addresses = List.copyOf(addresses);
        this.http = http;
    }

    int count() {
        return addresses.size();
    }

    /** Each node on its own. */
    List<Nodes> each() {
        return addresses.stream()
                .map(address -> new Nodes(List.of(address), http))
                .toList();
    }

    /**
     * @throws NotReachable if a node gives no answer
     * @throws NodesDisagree if two answers differ in anything that an audit reads
     */
    @Override
    protected InputStream performIO(String question) {
        List<byte[]> answers = Threads.each(addresses, address -> ask(address, question));
        List<Object> read = answers.stream().map(Nodes::read).toList();
        for (int i = 1; i < read.size(); i++) {
            if (!read.get(i).equals(read.getFirst())) {
                throw new NodesDisagree("%s and %s answer %s differently"
                        .formatted(addresses.getFirst(), addresses.get(i), method(question)));
            }
        }
        return new ByteArrayInputStream(answers.getFirst());
    }

    private byte[] ask(URI address, String question) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIME_LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, LIMITED);
            requireResult(address, question, answer);
            return answer.body();
        } catch (IOException e) {
            throw new NotReachable("--rpc: no answer from %s to %s: %s".formatted(address, method(question), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachable("interrupted while asking " + address, e);
        }
    }

    private static void requireResult(URI address, String question, HttpResponse<byte[]> answer) {
        String said = "--rpc: %s answers %s with ".formatted(address, method(question));
        if (answer.statusCode() != 200) {
            throw new NotReachable(said + "status " + answer.statusCode());
        }
        JsonNode tree = tree(said, answer.body());
        if (tree.path("error").has("message")) {
            String message = tree.at("/error/message").asString();
            String problem = said + "the error '%s'".formatted(message);
            boolean reverted = RevertReason.isRevert(tree.at("/error/code").asInt(0), message);
            throw reverted ? new RefusedByContract(problem) : new NotReachable(problem);
        }
        if (!tree.has("result")) {
            throw new NotReachable(said + "JSON that is no JSON-RPC response");
        }
    }

    private static JsonNode tree(String said, byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new NotReachable(said + "something else than JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String method(String question) {
        return MAPPER.readTree(question).path("method").asString();
    }

    /** The answer in a form that is equal for equal content. */
    private static Object read(byte[] answer) {
        return normal(MAPPER.readTree(answer).path("result"));
    }

    private static Object normal(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Nodes::normal).toList();
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .filter(member -> READ.contains(member.getKey()))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            member -> normal(member.getValue()),
                            (first, second) -> first,
                            TreeMap::new));
        }
        return value.asString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
