// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * Remembers the newest block that counts as final, and notices when the chain has another one in its place: then it was
 * reorganised deeper than the finality depth, and nothing that was called final can be relied on.
 */
final class Finality {

    private final NodeConnection node;
    private final JdbcClient database;
    private final Alarms alarms;
    private final int depth;

    Finality(NodeConnection node, JdbcClient database, Alarms alarms, int depth) {
        this.node = node;
        this.database = database;
        this.alarms = alarms;
        this.depth = depth;
    }

    private record Block(BigInteger number, String hash) {}

    int depth() {
        return depth;
    }

    /** False while nothing may be written: final blocks have changed, and nobody has looked at it. */
    boolean holds() {
        if (node.chainId() == Chain.LOCAL_ID) {
            return true;
        }
        if (alarms.raised(Alarms.Kind.DEEP_REORGANISATION)) {
            return false;
        }
        Optional<Block> known = known();
        if (known.isPresent() && replaced(known.get())) {
            return false;
        }
        advance(known);
        return true;
    }

    private boolean replaced(Block known) {
        Optional<EthBlock.Block> present = node.findBlock(DefaultBlockParameter.valueOf(known.number()));
        if (present.isEmpty() || present.get().getHash().equals(known.hash())) {
            return false;
        }
        alarms.raise(
                Alarms.Kind.DEEP_REORGANISATION,
                known.number().toString(),
                "block %s was final as %s and is now %s; nothing is written until this is cleared"
                        .formatted(known.number(), known.hash(), present.get().getHash()));
        database.sql("delete from chain_final_block where chain_id = ?")
                .param(node.chainId())
                .update();
        return true;
    }

    private void advance(Optional<Block> known) {
        BigInteger number = node.head().subtract(BigInteger.valueOf(depth - 1L));
        if (number.signum() < 0 || (known.isPresent() && known.get().number().compareTo(number) >= 0)) {
            return;
        }
        @Nullable
        String hash = node.findBlock(DefaultBlockParameter.valueOf(number))
                .map(EthBlock.Block::getHash)
                .orElse(null);
        if (hash != null) {
            database.sql("""
                insert into chain_final_block (chain_id, number, hash) values (?, ?, ?)
                on conflict (chain_id) do update set number = excluded.number, hash = excluded.hash
                where excluded.number > chain_final_block.number
                """)
                    .params(node.chainId(), new BigDecimal(number), hash)
                    .update();
        }
    }

    private Optional<Block> known() {
        return database.sql("select number, hash from chain_final_block where chain_id = ?")
                .param(node.chainId())
                .query((row, number) ->
                        new Block(row.getBigDecimal("number").toBigIntegerExact(), row.getString("hash")))
                .optional();
    }
}
