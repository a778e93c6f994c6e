// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.Deployment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Follows the chain. Far behind the head it asks for ranges of blocks, as large as the node allows; near the head it reads
 * block by block, each by its hash, and remembers the hashes, so that it knows at which block a reorganisation began.
 */
public final class EventIndex {

    /** How many blocks behind the newest one are remembered with their hashes. */
    static final long REMEMBERED_BLOCKS = 1_024;

    /** From this distance on the index reads block by block. */
    static final long NEAR_HEAD = 96;

    private static final Logger LOG = LoggerFactory.getLogger(EventIndex.class);

    private final ChainEvents chain;
    private final IndexTables tables;
    private final InstantSource time;
    private final int finalityDepth;
    private final BlockRange range = new BlockRange();

    /** @param finalityDepth blocks, the one of an event included, after which the event counts as final; ≥ 1 */
    EventIndex(ChainEvents chain, IndexTables tables, InstantSource time, int finalityDepth) {
        this.chain = chain;
        this.tables = tables;
        this.time = time;
        this.finalityDepth = finalityDepth;
    }

    /**
     * Indexes the contracts of a deployment.
     *
     * @param fromBlock the first block that may hold an event of any of them
     */
    public void watch(Deployment deployment, long fromBlock) {
        tables.watch(IndexedContract.fresh(deployment.hypercerts(), ContractKind.HYPERCERTS, fromBlock));
        tables.watch(IndexedContract.fresh(deployment.eas(), ContractKind.ATTESTATION_SERVICE, fromBlock));
        tables.watch(IndexedContract.fresh(
                deployment.performanceContractFactory(), ContractKind.PERFORMANCE_CONTRACT_FACTORY, fromBlock));
    }

    /** Forgets everything that was indexed; the next steps read it again from the chain. */
    public void rebuild() {
        tables.clear();
    }

    IndexStatus status(@Nullable String problem) {
        List<IndexedContract> contracts = tables.contracts();
        long indexedUpTo =
                contracts.stream().mapToLong(IndexedContract::nextBlock).min().orElse(0) - 1;
        long newest = tables.newestBlock().map(BlockHeader::number).orElse(-1L);
        return new IndexStatus(
                indexedUpTo,
                Math.max(-1, Math.min(indexedUpTo, newest - finalityDepth + 1)),
                tables.rows(),
                tables.reorganisations(),
                contracts,
                problem);
    }

    /**
     * One step towards the head: takes back what the chain took back, or stores the next blocks.
     *
     * @return whether there may be more to do at once
     * @throws NoAnswer if the node does not answer; then nothing has changed
     */
    boolean step() {
        List<IndexedContract> contracts = tables.contracts();
        if (contracts.isEmpty()) {
            return false;
        }
        BlockHeader head = chain.head();
        Optional<BlockHeader> newest = tables.newestBlock();
        if (newest.isPresent() && !isOnChain(newest.get())) {
            return takeBack(newest.get(), head);
        }
        long from = contracts.getFirst().nextBlock();
        if (from > head.number()) {
            return false;
        }
        List<IndexedContract> next = contracts.stream()
                .takeWhile(contract -> contract.nextBlock() == from)
                .toList();
        long last = contracts.stream()
                .mapToLong(IndexedContract::nextBlock)
                .filter(mark -> mark > from)
                .map(mark -> mark - 1)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return head.number() - from < NEAR_HEAD
                ? follow(next, from, Math.min(last, head.number()))
                : fill(next, from, Math.min(last, head.number() - NEAR_HEAD));
    }

    private boolean isOnChain(BlockHeader block) {
        return chain.block(block.number())
                .filter(found -> found.hash().equals(block.hash()))
                .isPresent();
    }

    /** A node whose head is on our own branch has only fallen behind: then nothing is taken back. */
    private boolean takeBack(BlockHeader newest, BlockHeader head) {
        List<BlockHeader> remembered = tables.blocksUpTo(newest.number());
        boolean lagging = remembered.stream().anyMatch(block -> block.hash().equals(head.hash()));
        if (lagging) {
            return false;
        }
        long ancestor = remembered.stream()
                .filter(block -> block.number() <= head.number())
                .filter(this::isOnChain)
                .mapToLong(BlockHeader::number)
                .findFirst()
                .orElse(-1);
        long depth = newest.number() - ancestor;
        LOG.warn("The chain took back {} blocks; indexing again from block {}", depth, ancestor + 1);
        tables.rollBack(ancestor, depth, time.instant());
        return true;
    }

    /** Reads block by block. A block that does not follow its predecessor means that the chain is changing just now. */
    private boolean follow(List<IndexedContract> contracts, long from, long last) {
        List<BlockHeader> blocks = new ArrayList<>();
        EventRows rows = new EventRows(chain, tables, contracts);
        for (long number = from; number <= last; number++) {
            Optional<BlockHeader> block = chain.block(number);
            if (block.isEmpty() || !follows(block.get(), blocks)) {
                break;
            }
            if (block.get().eventful()) {
                rows.add(chain.of(block.get(), List.of(IndexedEvent.values())));
            }
            blocks.add(block.get());
        }
        return !blocks.isEmpty() && tables.append(contracts, from, blocks, rows);
    }

    private boolean follows(BlockHeader block, List<BlockHeader> blocks) {
        Optional<BlockHeader> before = blocks.isEmpty()
                ? tables.blocksUpTo(block.number() - 1).stream().findFirst()
                : Optional.of(blocks.getLast());
        return before.filter(found -> found.number() == block.number() - 1)
                .map(found -> found.hash().equals(block.parentHash()))
                .orElse(true);
    }

    /** Reads a range; that its last block is the same before and after shows that the range did not change meanwhile. */
    private boolean fill(List<IndexedContract> contracts, long from, long last) {
        long to = Math.min(last, from + range.blocks() - 1);
        BlockHeader end = chain.block(to).orElseThrow(() -> new NoAnswer("the node has no block " + to));
        EventRows rows = new EventRows(chain, tables, contracts);
        try {
            List<Log> logs = chain.between(from, to, addresses(contracts), eventsOf(contracts));
            rows.add(logs);
            for (IndexedContract found : rows.found()) {
                rows.add(chain.between(
                        found.fromBlock(),
                        to,
                        List.of(found.address()),
                        found.kind().events()));
            }
        } catch (NoAnswer e) {
            if (!range.shrink()) {
                throw e;
            }
            LOG.info("{}; asking for {} blocks at once", e.getMessage(), range.blocks());
            return true;
        }
        if (!isOnChain(end)) {
            return true;
        }
        range.adapt(rows.all().size());
        return tables.append(contracts, from, List.of(end), rows);
    }

    private static List<String> addresses(List<IndexedContract> contracts) {
        return contracts.stream().map(IndexedContract::address).toList();
    }

    private static List<IndexedEvent> eventsOf(List<IndexedContract> contracts) {
        return contracts.stream()
                .map(IndexedContract::kind)
                .distinct()
                .flatMap(kind -> kind.events().stream())
                .toList();
    }
}
