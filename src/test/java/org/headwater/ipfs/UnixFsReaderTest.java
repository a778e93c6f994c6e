// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files whose nodes are well-formed and mean to take for ever, or to say something else than they hold. */
class UnixFsReaderTest {

    private static final byte[] LEAF = {7};

    private final Map<Cid, byte[]> blocks = new HashMap<>();

    private UnixFsNode.Link leaf() {
        Cid cid = Cid.ofBlock(Cid.Codec.RAW, LEAF);
        blocks.put(cid, LEAF);
        return new UnixFsNode.Link(cid, LEAF.length, LEAF.length);
    }

    private UnixFsNode.Link node(List<UnixFsNode.Link> links) {
        UnixFsNode node = new UnixFsNode(links);
        Cid cid = Cid.ofBlock(Cid.Codec.DAG_PB, node.bytes());
        blocks.put(cid, node.bytes());
        return new UnixFsNode.Link(cid, node.fileSize(), node.bytes().length + node.blocksSize());
    }

    private Optional<byte[]> read(UnixFsNode.Link root) {
        return new UnixFsReader(cid -> Optional.ofNullable(blocks.get(cid))).read(root.cid());
    }

    /** Three blocks that name each other are a file of thirty thousand. */
    @Test
    void fileThatVisitsMoreBlocksThanTheLimitIsRefused() {
        UnixFsNode.Link wide = node(Collections.nCopies(UnixFs.LINKS_PER_NODE, leaf()));
        UnixFsNode.Link wider = node(Collections.nCopies(UnixFs.LINKS_PER_NODE, wide));

        assertThat(read(wide)).hasValueSatisfying(file -> assertThat(file).hasSize(UnixFs.LINKS_PER_NODE));
        assertThatThrownBy(() -> read(wider))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("has more than " + UnixFsReader.MAXIMUM_BLOCKS + " blocks");
    }

    @Test
    void fileThatIsNestedDeeperThanTheLimitIsRefused() {
        UnixFsNode.Link nested = leaf();
        for (int depth = 0; depth < UnixFsReader.MAXIMUM_DEPTH; depth++) {
            nested = node(List.of(nested));
        }
        UnixFsNode.Link deep = nested;
        UnixFsNode.Link deeper = node(List.of(deep));

        assertThat(read(deep)).hasValue(LEAF);
        assertThatThrownBy(() -> read(deeper))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("is nested deeper than");
    }

    @Test
    void fileOfMoreBytesThanTheReaderTakesIsRefused() {
        UnixFsNode.Link three = node(Collections.nCopies(3, leaf()));
        UnixFsReader ofTwo = new UnixFsReader(cid -> Optional.ofNullable(blocks.get(cid)), 2);

        assertThatThrownBy(() -> ofTwo.read(three.cid()))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("is larger than 2 bytes");
    }

    @Test
    void partOfAnotherSizeThanItsParentSaysIsRefused() {
        UnixFsNode.Link lying = node(List.of(new UnixFsNode.Link(leaf().cid(), 2, 1)));

        assertThatThrownBy(() -> read(lying))
                .isInstanceOf(BlockStoreFailure.class)
                .hasMessageContaining("names 2 bytes at");
    }
}
