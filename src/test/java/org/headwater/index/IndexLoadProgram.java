// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/** Indexes one contract up to a block, in a heap that its caller bounds: DATABASE_URL CHAIN_ID NODE_URL CONTRACT BLOCK. */
final class IndexLoadProgram {

    private IndexLoadProgram() {}

    public static void main(String[] arguments) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        var tables = new IndexTables(
                JdbcClient.create(dataSource),
                new JdbcTemplate(dataSource),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                Long.parseLong(arguments[1]));
        tables.watch(IndexedContract.fresh(arguments[3], ContractKind.HYPERCERTS, 0));
        Web3j web3j = Web3j.build(new HttpService(arguments[2]));
        var index = new EventIndex(new ChainEvents(web3j), tables, InstantSource.system(), 1);
        long last = Long.parseLong(arguments[4]);
        long begin = System.nanoTime();
        while (tables.contracts().getFirst().nextBlock() <= last) {
            index.step();
        }
        System.out.println("seconds " + (System.nanoTime() - begin) / 1e9);
        System.exit(0);
    }
}
