// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that belongs to one open chain, opened in order (node, connection, recovery, schedule), closed backwards. */
final class ChainRoom implements AutoCloseable {

    private final Optional<EmbeddedNode> embedded;
    private final NodeConnection node;
    private final Chain chain;
    private final Optional<Anchors> anchors;
    private final Keyring keyring;
    private final Transactions transactions;
    private final TransactionLedger ledger;
    private final Alarms alarms;
    private final Balances balances;
    private final WalletCalls wallets;
    private final ProgressSchedule schedule;

    private ChainRoom(
            ChainSettings settings,
            Optional<EmbeddedNode> embedded,
            NodeConnection node,
            DataSource dataSource,
            JdbcClient database,
            TransactionTemplate template,
            InstantSource wall) {
        long chainId = node.chainId();
        ChainSettings.Node chainSettings = settings.chain();
        var order = new LocalOrder(chainId == Chain.LOCAL_ID);
        var clock = new ChainClock(node, database, wall);
        var ledger = new TransactionLedger(database, template, wall, chainId);
        var reasons = new RevertReason(ContractErrors.all());
        var simulation = new Simulation(node, reasons);
        this.anchors = settings.readAnchors();
        var guard = new CodeGuard(node, chainSettings.codeHashes(), anchors);
        guard.requireConfigured();
        this.embedded = embedded;
        this.node = node;
        this.keyring = new Keyring(node, settings);
        this.alarms = new Alarms(database, wall, chainId);
        var finality = new Finality(node, database, alarms, chainSettings.finalityDepth());
        var signing = new VariantSigning(node, keyring, clock, ledger, simulation, guard, chainSettings.fee());
        var progress = new TransactionProgress(node, ledger, signing, finality, chainSettings.fee(), alarms, wall);
        this.transactions = new Transactions(
                node, chainSettings.inclusionTimeout(), order, ledger, signing, progress, finality, reasons);
        this.chain = new Chain(
                node,
                clock,
                order,
                embedded.isPresent(),
                settings.chain().finalityDepth(),
                BigInteger.valueOf(anchors.map(Anchors::fromBlock).orElse(0L)));
        this.balances = new Balances(node, ledger, alarms, chainSettings.balance());
        this.ledger = ledger;
        this.wallets = new WalletCalls(
                node,
                new WalletLedger(database, wall, chainId),
                ledger,
                progress,
                finality,
                transactions,
                simulation,
                guard,
                keyring);
        var recovery = new Recovery(node, keyring, clock, order, ledger, transactions);
        recovery.run();
        this.schedule = new ProgressSchedule(dataSource, chainId, transactions, wallets, balances, recovery, embedded);
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
        List<String> urls = embedded.map(started -> List.of(started.url()))
                .orElse(settings.chain().addresses());
        try {
            return open(
                    settings,
                    embedded,
                    NodeConnection.open(
                            urls, settings.chain().id(), settings.chain().answerTimeout()),
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

    Optional<Anchors> anchors() {
        return anchors;
    }

    Keyring keyring() {
        return keyring;
    }

    Transactions transactions() {
        return transactions;
    }

    WalletCalls wallets() {
        return wallets;
    }

    TransactionLedger ledger() {
        return ledger;
    }

    Balances balances() {
        return balances;
    }

    ChainStatus status() {
        return new ChainStatus(node, ledger, balances, alarms);
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
