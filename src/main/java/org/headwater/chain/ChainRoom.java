// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that belongs to one open chain, opened in order (node, connection, recovery, schedule), closed backwards. */
final class ChainRoom implements AutoCloseable {

    private final Optional<EmbeddedNode> embedded;
    private final NodeConnection node;
    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ResendSchedule schedule;

    private ChainRoom(
            ChainSettings settings,
            Optional<EmbeddedNode> embedded,
            NodeConnection node,
            DataSource dataSource,
            JdbcClient database,
            TransactionTemplate template,
            InstantSource wall) {
        var order = new LocalOrder(node.chainId() == Chain.LOCAL_ID);
        var clock = new ChainClock(node, database, wall);
        var ledger = new TransactionLedger(database, template, node.chainId());
        this.embedded = embedded;
        this.node = node;
        this.keyring = new Keyring(node, settings);
        this.transactions = new Transactions(
                node, settings, keyring, clock, order, ledger, new RevertReason(ContractErrors.all()), wall);
        this.chain = new Chain(node, clock, order, embedded.isPresent());
        var recovery = new Recovery(node, keyring, clock, order, ledger, transactions);
        recovery.run();
        this.schedule = new ResendSchedule(dataSource, node.chainId(), recovery, embedded);
        schedule.start();
    }

    /**
     * @throws ChainNotAvailable if the node cannot be started or reached, or serves another chain
     */
    static ChainRoom open(
            ChainSettings settings,
            DataSource dataSource,
            JdbcClient database,
            TransactionTemplate template,
            InstantSource wall) {
        Optional<EmbeddedNode> embedded =
                settings.embedded() ? Optional.of(EmbeddedNode.start(settings.directory())) : Optional.empty();
        String url = embedded.map(EmbeddedNode::url).orElse(settings.chain().url());
        try {
            return open(
                    settings,
                    embedded,
                    NodeConnection.open(url, settings.chain().id()),
                    dataSource,
                    database,
                    template,
                    wall);
        } catch (RuntimeException e) {
            close(embedded);
            throw e;
        }
    }

    private static ChainRoom open(
            ChainSettings settings,
            Optional<EmbeddedNode> embedded,
            NodeConnection node,
            DataSource dataSource,
            JdbcClient database,
            TransactionTemplate template,
            InstantSource wall) {
        try {
            return new ChainRoom(settings, embedded, node, dataSource, database, template, wall);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    Chain chain() {
        return chain;
    }

    Keyring keyring() {
        return keyring;
    }

    Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        schedule.close();
        node.close();
        close(embedded);
    }

    private static void close(Optional<EmbeddedNode> embedded) {
        if (embedded.isPresent()) {
            try {
                embedded.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
