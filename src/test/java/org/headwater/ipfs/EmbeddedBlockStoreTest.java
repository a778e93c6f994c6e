// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBlockStoreTest {

    @TempDir
    Path directory;

    private EmbeddedBlockStore store;

    @BeforeEach
    void openStore() {
        store = new EmbeddedBlockStore(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 3_000_000})
    void readsBackWhatWasAdded(int size) {
        byte[] content = randomBytes(size);

        Cid cid = store.add(content);

        assertThat(cid).isEqualTo(Cid.of(content));
        assertThat(store.read(cid)).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
        assertThat(new EmbeddedBlockStore(directory).pinState(cid)).isEqualTo(PinState.PINNED);
    }

    @Test
    void unknownFileIsAbsent() {
        Cid unknown = Cid.of(new byte[] {1, 2, 3});

        assertThat(store.read(unknown)).isEmpty();
        assertThat(store.pinState(unknown)).isEqualTo(PinState.ABSENT);
    }

    @Test
    void addingTwiceLeavesTheBlockUntouched() throws IOException {
        Cid cid = store.add(utf8("once"));
        FileTime longAgo = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        Files.setLastModifiedTime(path(cid), longAgo);

        store.add(utf8("once"));

        assertThat(Files.getLastModifiedTime(path(cid))).isEqualTo(longAgo);
    }

    @Test
    void changedBytesAreRefusedWhenRead() throws IOException {
        Cid cid = store.add(utf8("true"));
        Files.writeString(path(cid), "lies");

        assertThatThrownBy(() -> store.read(cid))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining(cid.text());
    }

    @Test
    void addingAgainRepairsChangedBytes() throws IOException {
        Cid cid = store.add(utf8("true"));
        Files.writeString(path(cid), "lies");

        store.add(utf8("true"));

        assertThat(store.read(cid)).hasValueSatisfying(read -> assertThat(read).isEqualTo(utf8("true")));
    }

    @Test
    void fileWithAMissingBlockIsAbsent() throws IOException {
        byte[] content = randomBytes(600_000);
        Cid cid = store.add(content);

        Files.delete(path(Cid.of(Arrays.copyOfRange(content, UnixFs.CHUNK_SIZE, 2 * UnixFs.CHUNK_SIZE))));

        assertThat(store.read(cid)).isEmpty();
    }

    @Test
    void nodeThatIsNoUnixFsIsRefused() throws IOException {
        byte[] node = utf8("not a node");
        Cid cid = Cid.ofBlock(Cid.Codec.DAG_PB, node);
        Files.createDirectories(path(cid).getParent());
        Files.write(path(cid), node);

        assertThatThrownBy(() -> store.read(cid)).isInstanceOf(BlockStoreFailure.class);
    }

    @Test
    void fileInPlaceOfTheDirectoryIsNamed() throws IOException {
        Files.writeString(directory.resolve("blocks"), "in the way");

        assertThatThrownBy(() -> store.add(utf8("x")))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining(directory.resolve("blocks").toString());
    }

    @Test
    void readerNeverSeesAPartOfABlock() throws Exception {
        List<byte[]> contents = IntStream.range(0, 200)
                .mapToObj(i -> randomBytes(UnixFs.CHUNK_SIZE - i))
                .toList();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(() -> contents.forEach(store::add));
            for (byte[] content : contents) {
                Cid cid = Cid.of(content);
                while (!Files.exists(path(cid)) && !writing.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(Files.size(path(cid))).isEqualTo(content.length);
            }
            writing.get();
        }
    }

    @Test
    void oversizeIsRefused() {
        assertThatThrownBy(() -> store.add(new byte[BlockStore.MAXIMUM_SIZE + 1]))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("at most");
    }

    private Path path(Cid cid) {
        String text = cid.text();
        return directory
                .resolve("blocks")
                .resolve(text.substring(text.length() - 2))
                .resolve(text);
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
