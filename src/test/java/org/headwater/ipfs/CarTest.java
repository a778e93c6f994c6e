// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarTest {

    /** Bytes of a header with one root. */
    private static final int HEADER_SIZE = 59;

    @TempDir
    Path directory;

    private EmbeddedBlockStore store;

    @BeforeEach
    void openStore() {
        store = new EmbeddedBlockStore(directory);
    }

    @Test
    void filesComeBackWhole() throws IOException {
        byte[] small = SeededBytes.of(1, 10);
        byte[] large = SeededBytes.of(2, 3 * UnixFs.CHUNK_SIZE + 1);
        List<Cid> roots = List.of(store.add(small), store.add(large), store.add(new byte[0]));

        Car car = Car.read(new ByteArrayInputStream(archive(roots)));

        assertThat(car.roots()).isEqualTo(roots);
        assertThat(car.file(roots.get(0)))
                .hasValueSatisfying(file -> assertThat(file).isEqualTo(small));
        assertThat(car.file(roots.get(1)))
                .hasValueSatisfying(file -> assertThat(file).isEqualTo(large));
        assertThat(car.file(roots.get(2)))
                .hasValueSatisfying(file -> assertThat(file).isEmpty());
        assertThat(car.file(Cid.of(new byte[] {1}))).isEmpty();
    }

    @Test
    void independentImplementationReadsItAndWritesTheSameBytes() throws Exception {
        List<Cid> roots = new ArrayList<>(IntStream.range(0, 30)
                .mapToObj(i -> store.add(SeededBytes.of(i, 1000 * i)))
                .toList());
        roots.add(store.add(SeededBytes.of(99, 5 * UnixFs.CHUNK_SIZE)));
        byte[] ours = archive(roots);

        byte[] theirs = NodePeer.run("car.mjs", out -> out.write(ours));

        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void blockThatTwoFilesShareIsWrittenOnce() throws IOException {
        Cid repeated = store.add(new byte[3 * UnixFs.CHUNK_SIZE]);

        byte[] archive = archive(List.of(repeated));

        assertThat(archive.length).isBetween(UnixFs.CHUNK_SIZE, UnixFs.CHUNK_SIZE + 1000);
        assertThat(Car.read(new ByteArrayInputStream(archive)).file(repeated))
                .hasValueSatisfying(file -> assertThat(file).hasSize(3 * UnixFs.CHUNK_SIZE));
    }

    @Test
    void archiveCutAnywhereIsRefused() throws IOException {
        byte[] whole = archive(List.of(store.add(SeededBytes.of(3, 2 * UnixFs.CHUNK_SIZE + 5)), store.add(utf8("b"))));

        for (int length = 0; length < whole.length; length += length < 400 || length > whole.length - 400 ? 1 : 997) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Car.read(new ByteArrayInputStream(cut)))
                    .as("cut at %d of %d", length, whole.length)
                    .isInstanceOf(MalformedCar.class)
                    .hasMessageContaining("allowed:");
        }
    }

    @Test
    void changedByteIsRefusedAnywhere() throws IOException {
        byte[] whole = archive(List.of(store.add(utf8("some words")), store.add(utf8("some other words"))));

        for (int position = 0; position < whole.length; position++) {
            byte[] changed = whole.clone();
            changed[position] ^= 1;
            assertThatThrownBy(() -> Car.read(new ByteArrayInputStream(changed)))
                    .as("byte %d", position)
                    .isInstanceOf(MalformedCar.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0aa16776657273696f6e02",
                "11a265726f6f7473806776657273696f6e01",
                "ffffffffffffffffff01",
                "ffffffffffffffffff02",
                "ffffffffffffffffffffff"
            })
    void foreignBytesAreRefused(String hex) {
        assertThatThrownBy(
                        () -> Car.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex))))
                .isInstanceOf(MalformedCar.class)
                .hasMessageContaining("CAR archive");
    }

    @Test
    void blockNamedInAnotherWayIsRefused() throws IOException {
        byte[] archive = archive(List.of(store.add(utf8("words"))));
        byte[] identity = new byte[] {2 + 36, 1, 0x55, 0, 34};

        assertThatThrownBy(() -> Car.read(appended(archive, Arrays.copyOf(identity, 39))))
                .isInstanceOf(MalformedCar.class)
                .hasMessageContaining("byte " + archive.length)
                .hasMessageContaining("another identifier");
    }

    @Test
    void directoryIsRefused() {
        byte[] directoryNode = HexFormat.of().parseHex("0a020801");
        Cid cid = Cid.ofBlock(Cid.Codec.DAG_PB, directoryNode);

        assertThatThrownBy(
                        () -> Car.write(List.of(cid), asked -> Optional.of(directoryNode), new ByteArrayOutputStream()))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("type is not 2 (file)");
    }

    @Test
    void archiveBeyondTheLimitIsRefusedWithoutBeingReadToItsEnd() throws IOException {
        byte[] block = SeededBytes.of(5, Car.MAXIMUM_BLOCK_SIZE);
        byte[] section = section(Cid.ofBlock(Cid.Codec.RAW, block), block);
        byte[] header = CarHeader.section(List.of(Cid.of(utf8("x"))));
        int sections = Car.MAXIMUM_SIZE / section.length + 2;
        InputStream endless = IntStream.range(0, sections)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(section))
                .reduce(new ByteArrayInputStream(header), SequenceInputStream::new);

        assertThatThrownBy(() -> Car.read(endless))
                .isInstanceOf(MalformedCar.class)
                .hasMessageContaining("at most " + Car.MAXIMUM_SIZE + " bytes");
    }

    @Test
    void archiveOfMoreBlocksThanTheLimitIsRefused() throws IOException {
        byte[] block = utf8("x");
        byte[] section = section(Cid.of(block), block);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.write(CarHeader.section(List.of(Cid.of(block))));
        for (int i = 0; i <= Car.MAXIMUM_BLOCKS; i++) {
            archive.write(section);
        }

        assertThatThrownBy(() -> Car.read(new ByteArrayInputStream(archive.toByteArray())))
                .isInstanceOf(MalformedCar.class)
                .hasMessageContaining("at most " + Car.MAXIMUM_BLOCKS);
    }

    @Test
    void blockBeyondTheLimitIsRefusedBeforeItIsRead() throws IOException {
        byte[] archive = archive(List.of(store.add(utf8("words"))));
        byte[] length = Varint.bytes(Cid.LENGTH + Car.MAXIMUM_BLOCK_SIZE + 1L);

        assertThatThrownBy(() -> Car.read(appended(archive, length)))
                .isInstanceOf(MalformedCar.class)
                .hasMessageContaining("a section of " + (Cid.LENGTH + Car.MAXIMUM_BLOCK_SIZE + 1L) + " bytes");
    }

    @Test
    void rootTwiceOrNoneIsRefused() {
        Cid cid = store.add(utf8("words"));

        assertThatThrownBy(() -> archive(List.of(cid, cid))).hasMessageContaining("twice");
        assertThatThrownBy(() -> archive(List.of())).hasMessageContaining("0 roots; allowed: 1 to");
    }

    @Test
    void missingBlockIsNamedWhenWriting() {
        Cid unknown = Cid.of(utf8("unknown"));

        assertThatThrownBy(() -> archive(List.of(unknown)))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining(unknown.text());
    }

    @Test
    void headerOfManyRootsReadsBack() throws IOException {
        for (int count : new int[] {1, 23, 24, 255, 256, Car.MAXIMUM_ROOTS}) {
            List<Cid> roots = IntStream.range(0, count)
                    .mapToObj(i -> Cid.of(utf8("root " + i)))
                    .toList();
            byte[] section = CarHeader.section(roots);
            assertThat(new CarReader(new ByteArrayInputStream(section)).header())
                    .isEqualTo(roots);
        }
        assertThat(CarHeader.section(List.of(Cid.of(utf8("x"))))).hasSize(HEADER_SIZE);
    }

    private byte[] archive(List<Cid> roots) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Car.write(roots, store::block, out);
        return out.toByteArray();
    }

    private static byte[] section(Cid cid, byte[] block) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(Varint.bytes(Cid.LENGTH + (long) block.length));
        section.writeBytes(cid.bytes());
        section.writeBytes(block);
        return section.toByteArray();
    }

    private static InputStream appended(byte[] archive, byte[] more) {
        return new SequenceInputStream(new ByteArrayInputStream(archive), new ByteArrayInputStream(more));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
