// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.headwater.ipfs.LocalServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayReaderTest {

    private static final byte[] CONTENT = CidTest.json300Kib();
    private static final Cid CID = Cid.of(CONTENT);

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/ipfs", "/ipfs/"})
    void readsFromTheGatewayPath(String path) throws IOException {
        try (LocalServer gateway = new LocalServer(request -> new Answer(200, CONTENT))) {
            assertThat(new GatewayReader(URI.create(gateway.address() + path)).read(CID))
                    .isEqualTo(CONTENT);
            assertThat(gateway.requests().getFirst().uri().getPath()).isEqualTo("/ipfs/" + CID);
        }
    }

    @Test
    void otherBytesAreRefused() throws IOException {
        byte[] changed = CONTENT.clone();
        changed[200_000] ^= 1;
        refused(new Answer(200, changed), "hash to");
    }

    @Test
    void tooManyBytesAreRefused() throws IOException {
        refused(new Answer(200, new byte[BlockStore.MAXIMUM_SIZE + 1]), "gives more than " + BlockStore.MAXIMUM_SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void anyOtherStatusIsRefused(int status) throws IOException {
        refused(new Answer(status, new byte[0]), "status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://host/ipfs",
                "http://user@host/ipfs",
                "ipfs",
                "http:///ipfs",
                "http://h/?x=1"
            })
    void addressesThatAreNoGatewayAreRefused(String address) {
        assertThatThrownBy(() -> new GatewayReader(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: an http or https URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "http://[fe80::1]",
                "http://[fd00:ec2::254]",
                "http://0.0.0.0",
                "http://[::]",
                "http://224.0.0.1",
                "http://100.100.100.200",
                "http://2130706433",
                "http://127.1",
                "http://0177.0.0.1",
            })
    void addressesThatAreNeverAGatewayAreRefused(String address) {
        assertThatThrownBy(() -> new GatewayReader(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1", "http://[::1]", "http://10.1.2.3", "http://192.168.0.7", "http://[fd12::1]"})
    void ownAddressesGivenThemselvesAreTaken(String address) {
        assertThatCode(() -> new GatewayReader(URI.create(address))).doesNotThrowAnyException();
    }

    @Test
    void nameIsTakenOnlyWhileItLeadsToPublicAddresses() throws Exception {
        InetAddress open = InetAddress.ofLiteral("1.1.1.1");
        Iterator<List<InetAddress>> answers = List.of(
                        List.of(open),
                        List.of(InetAddress.getLoopbackAddress()),
                        List.of(open, InetAddress.ofLiteral("10.0.0.1")),
                        List.of(InetAddress.ofLiteral("169.254.169.254")))
                .iterator();
        GatewayHosts hosts = new GatewayHosts(name -> answers.next());

        assertThat(hosts.lookup("gateway.example")).containsExactly(open);
        while (answers.hasNext()) {
            assertThatThrownBy(() -> hosts.lookup("gateway.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("allowed: public addresses");
        }
    }

    @Test
    void localhostIsThisMachineAndNothingElse() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();

        assertThat(new GatewayHosts(name -> List.of(loopback)).lookup("localhost"))
                .containsExactly(loopback);
        assertThatThrownBy(
                        () -> new GatewayHosts(name -> List.of(InetAddress.ofLiteral("1.1.1.1"))).lookup("localhost"))
                .isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.19.0.1",
                "0.1.2.3",
                "255.255.255.255",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
            })
    void addressIsNotPublic(String literal) {
        assertThat(GatewayHosts.isPublic(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "2001:4860::8888"})
    void addressIsPublic(String literal) {
        assertThat(GatewayHosts.isPublic(InetAddress.ofLiteral(literal))).isTrue();
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        try (LocalServer target = new LocalServer(request -> new Answer(200, CONTENT));
                LocalServer gateway = new LocalServer(request ->
                        new Answer(302, new byte[0], Map.of("Location", target.address() + request.uri())))) {
            assertThatThrownBy(() -> new GatewayReader(URI.create(gateway.address())).read(CID))
                    .hasMessageContaining("status 302");
            assertThat(target.requests()).isEmpty();
        }
    }

    @Test
    void fileOfSeveralBlocksIsReadBlockByBlock() throws IOException {
        try (LocalServer gateway = trustless(CONTENT, block -> block)) {
            assertThat(new GatewayReader(URI.create(gateway.address())).read(CID))
                    .isEqualTo(CONTENT);
            assertThat(gateway.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request.uri().getQuery()).isEqualTo("format=raw"));
        }
    }

    @Test
    void nextGatewayIsAskedWhereOneLiesIsSilentSlowOrGivesTooMuch() throws Exception {
        LocalServer silent = new LocalServer(request -> new Answer(200, CONTENT));
        silent.close();
        try (LocalServer lying = trustless(CONTENT, GatewayReaderTest::changed);
                LocalServer slow = trustless(CONTENT, block -> {
                    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                    return block;
                });
                LocalServer endless = new LocalServer(request -> new Answer(200, new byte[5_000_000]));
                LocalServer honest = trustless(CONTENT, block -> block)) {
            List<URI> gateways = Stream.of(silent, lying, slow, endless, honest)
                    .map(gateway -> URI.create(gateway.address()))
                    .toList();

            assertThat(new GatewayReader(gateways, Duration.ofMillis(500)).read(CID))
                    .isEqualTo(CONTENT);

            assertThat(lying.requests()).as("asked once, then last").hasSize(1);
            assertThat(honest.requests()).hasSize(3);
        }
    }

    @Test
    void failureNamesWhatEachGatewayDid() throws IOException {
        try (LocalServer lying = trustless(CONTENT, GatewayReaderTest::changed);
                LocalServer empty = new LocalServer(request -> new Answer(404, new byte[0]))) {
            List<URI> gateways = List.of(URI.create(lying.address()), URI.create(empty.address()));
            assertThatThrownBy(() -> new GatewayReader(gateways).read(CID))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasNoCause()
                    .hasMessageContaining(lying.address())
                    .hasMessageContaining("status 404");
        }
    }

    /** Two gateways of which each changes a byte in three of ten answers: what is accepted is always right. */
    @Test
    void noWrongByteIsAcceptedFromGatewaysThatLie() throws IOException {
        SplittableRandom random = new SplittableRandom(30);
        Map<Cid, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            byte[] file = SeededBytes.of(i, i % 10 == 0 ? UnixFs.CHUNK_SIZE + i : 1 + 20 * i);
            files.put(Cid.of(file), file);
        }
        Map<Cid, byte[]> blocks = new HashMap<>();
        files.values().forEach(file -> UnixFs.split(file, block -> blocks.put(block.cid(), block.bytes())));
        UnaryOperator<byte[]> liar = block -> random.nextInt(10) < 3 ? changed(block) : block;
        int lies = 0;
        int refused = 0;
        try (LocalServer first = trustless(blocks, liar);
                LocalServer second = trustless(blocks, liar)) {
            List<URI> gateways = List.of(URI.create(first.address()), URI.create(second.address()));
            GatewayReader reader = new GatewayReader(gateways);
            for (int fetch = 0; fetch < 1_000; fetch++) {
                var file = List.copyOf(files.entrySet()).get(fetch % files.size());
                try {
                    assertThat(reader.read(file.getKey())).isEqualTo(file.getValue());
                } catch (BlockStoreFailure failure) {
                    refused++;
                }
            }
            lies = first.requests().size() + second.requests().size();
        }
        assertThat(lies).as("requests, about 3 of 10 answered with a lie").isGreaterThan(1_200);
        assertThat(refused)
                .as("both lied to the same question, and again to the whole file")
                .isBetween(1, 200);
    }

    private static byte[] changed(byte[] block) {
        byte[] changed = block.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private static LocalServer trustless(byte[] file, UnaryOperator<byte[]> answer) throws IOException {
        Map<Cid, byte[]> blocks = new HashMap<>();
        UnixFs.split(file, block -> blocks.put(block.cid(), block.bytes()));
        return trustless(blocks, answer);
    }

    /** Gives blocks where it is asked for them, else whole files. */
    private static LocalServer trustless(Map<Cid, byte[]> blocks, UnaryOperator<byte[]> answer) throws IOException {
        return new LocalServer(request -> {
            Cid cid = Cid.parse(request.uri().getPath().substring("/ipfs/".length()));
            byte[] bytes = "format=raw".equals(request.uri().getQuery())
                    ? blocks.get(cid)
                    : new UnixFsReader(part -> Optional.ofNullable(blocks.get(part)))
                            .read(cid)
                            .orElseThrow();
            return new Answer(200, answer.apply(bytes));
        });
    }

    private static void refused(Answer answer, String message) throws IOException {
        try (LocalServer gateway = new LocalServer(request -> answer)) {
            assertThatThrownBy(() -> new GatewayReader(URI.create(gateway.address())).read(CID))
                    .isInstanceOf(BlockStoreFailure.class)
                    .hasMessageContaining(message);
        }
    }
}
