// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A content-addressed archive (CARv1): files as their blocks, to be read where there is no network. Every block is hashed
 * when it is read, and every root is there with all that it links to, so an archive that was cut is refused.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">CARv1 specification</a>
 */
public final class Car {

    /** Media type of archives as {@link #write} makes them. */
    public static final String MEDIA_TYPE = "application/vnd.ipld.car; version=1; order=dfs; dups=n";

    /** Largest archive that is read, in bytes (128 MiB); it is held in memory. */
    public static final int MAXIMUM_SIZE = 128 * 1024 * 1024;

    static final int MAXIMUM_BLOCKS = 65_536;
    static final int MAXIMUM_ROOTS = 1_024;

    /** What IPFS nodes exchange at most, in bytes (2 MiB). */
    static final int MAXIMUM_BLOCK_SIZE = 2 * 1024 * 1024;

    private final List<Cid> roots;
    private final Map<Cid, byte[]> blocks;

    private Car(List<Cid> roots, Map<Cid, byte[]> blocks) {
        this.roots = roots;
        this.blocks = blocks;
    }

    /** What the archive says it is about, in its order; at least one, none twice. */
    public List<Cid> roots() {
        return roots;
    }

    /** The whole file of this identifier; empty if it is not in the archive. */
    public Optional<byte[]> file(Cid cid) {
        return new UnixFsReader(this::block).read(cid);
    }

    private Optional<byte[]> block(Cid cid) {
        return Optional.ofNullable(blocks.get(cid));
    }

    /**
     * Writes files as they stand in a store, each block once and after the one that links to it.
     *
     * @param roots the files, from 1 to {@value #MAXIMUM_ROOTS}
     * @param blocks gives the bytes of a block, which hash to its identifier
     * @throws BlockStoreFailure if a block is missing; what has been written by then is no archive
     */
    public static void write(List<Cid> roots, Function<Cid, Optional<byte[]>> blocks, OutputStream out)
            throws IOException {
        out.write(CarHeader.section(roots));
        walk(roots, blocks, (cid, block) -> {
            out.write(Varint.bytes(Cid.LENGTH + (long) block.length));
            out.write(cid.bytes());
            out.write(block);
        });
    }

    /**
     * Writes files of which the bytes are at hand, cut into blocks as their identifiers say; each file is a root.
     *
     * @param files from 1 to {@value #MAXIMUM_ROOTS}, none twice
     */
    public static void write(List<byte[]> files, OutputStream out) throws IOException {
        Map<Cid, byte[]> blocks = new HashMap<>();
        List<Cid> roots = files.stream()
                .map(file -> UnixFs.split(file, block -> blocks.put(block.cid(), block.bytes())))
                .toList();
        write(roots, cid -> Optional.ofNullable(blocks.get(cid)), out);
    }

    /**
     * Reads an archive to its end.
     *
     * @throws MalformedCar naming the byte and what is allowed there: another version, a block that does not hash to its
     *     identifier, an archive cut short or beyond a limit, a block of another kind than files have
     * @throws IOException if the stream cannot be read
     */
    public static Car read(InputStream in) throws IOException {
        CarReader reader = new CarReader(in);
        List<Cid> roots = reader.header();
        Map<Cid, byte[]> blocks = new HashMap<>();
        for (Optional<UnixFs.Block> next = reader.block(); next.isPresent(); next = reader.block()) {
            blocks.put(next.get().cid(), next.get().bytes());
        }
        Car car = new Car(roots, Map.copyOf(blocks));
        car.requireWhole();
        return car;
    }

    private void requireWhole() throws IOException {
        try {
            walk(roots, this::block, (cid, block) -> {});
        } catch (BlockStoreFailure e) {
            throw new MalformedCar(String.valueOf(e.getMessage()), "whole files");
        }
    }

    private interface Visitor {
        void visit(Cid cid, byte[] block) throws IOException;
    }

    private static void walk(List<Cid> roots, Function<Cid, Optional<byte[]>> blocks, Visitor visitor)
            throws IOException {
        Set<Cid> seen = new HashSet<>();
        for (Cid root : roots) {
            walk(root, 0, seen, blocks, visitor);
        }
    }

    private static void walk(Cid cid, int depth, Set<Cid> seen, Function<Cid, Optional<byte[]>> blocks, Visitor visitor)
            throws IOException {
        if (!seen.add(cid)) {
            return;
        }
        byte[] block = blocks.apply(cid).orElseThrow(() -> new BlockStoreFailure("the block " + cid + " is missing"));
        visitor.visit(cid, block);
        if (cid.codec() == Cid.Codec.DAG_PB) {
            if (depth >= UnixFsReader.MAXIMUM_DEPTH) {
                throw new BlockStoreFailure(cid + " is nested deeper than " + UnixFsReader.MAXIMUM_DEPTH + " levels");
            }
            for (UnixFsNode.Link part : UnixFsNode.parse(cid, block).links()) {
                walk(part.cid(), depth + 1, seen, blocks, visitor);
            }
        }
    }
}
