// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.headwater.EmbeddedParts;
import org.headwater.Examples;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.WalletCalls;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.EmbeddedBlockStore;
import org.headwater.ipfs.Gateways;
import org.headwater.project.Project;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** The room with the real chain and database of the tests, and a block store of its own. */
final class HypercertParts {

    static final BigInteger UNITS = BigInteger.valueOf(100_000_000);

    /** Gas that a transaction may use since EIP-7825. */
    static final BigInteger GAS_CAP = BigInteger.valueOf(16_777_216);

    final Chain chain = EmbeddedParts.get(Chain.class);
    final Keyring keyring = EmbeddedParts.get(Keyring.class);
    final Transactions transactions = EmbeddedParts.get(Transactions.class);
    final BlockStore blocks = new EmbeddedBlockStore(directory());
    final Documents documents = new Documents(blocks);
    final Claims claims = new Claims(EmbeddedParts.get(JdbcClient.class));
    final Fractions fractions = new Fractions(chain, keyring);
    final FractionChanges changes = new FractionChanges(chain, keyring, transactions, fractions);
    final Allotments allotments = new Allotments(chain, keyring, transactions, documents, blocks);
    final ContractDeployments deployments = EmbeddedParts.get(ContractDeployments.class);
    final Minting minting = new Minting(
            documents,
            blocks,
            new Gateways(List.of()),
            Rooms.get(Origins.class),
            chain,
            keyring,
            transactions,
            new MintTransactions(chain, keyring, transactions, deployments),
            EmbeddedParts.get(WalletCalls.class),
            claims,
            event -> {},
            new TransactionTemplate(EmbeddedParts.get(PlatformTransactionManager.class)));

    /** The rooms that say where a forecast comes from, on the database of the tests; made once. */
    private static final class Rooms {

        private static final AnnotationConfigApplicationContext CONTEXT = context();

        static <T> T get(Class<T> type) {
            return CONTEXT.getBean(type);
        }

        private static AnnotationConfigApplicationContext context() {
            var context = new AnnotationConfigApplicationContext();
            context.registerBean(JdbcClient.class, () -> EmbeddedParts.get(JdbcClient.class));
            context.registerBean(InstantSource.class, InstantSource::system);
            context.registerBean(BlockStore.class, () -> new EmbeddedBlockStore(directory()));
            context.register(Origins.class);
            var scanner = new ClassPathBeanDefinitionScanner(context);
            scanner.getBeanDefinitionDefaults().setLazyInit(true);
            scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Test\\b.*")));
            scanner.scan(
                    "org.headwater.project",
                    "org.headwater.forecast",
                    "org.headwater.consent",
                    "org.headwater.document");
            context.refresh();
            return context;
        }
    }

    private static java.nio.file.Path directory() {
        try {
            return Files.createTempDirectory("headwater-hypercert");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A published forecast of a project of its own. */
    Cid forecast(String name, BigInteger units) {
        Document project = Examples.project(Examples.SYNTHETIC, "/name", name, "/hypercert/units", units.toString());
        documents.publish(DocumentType.PROJECT, project.json());
        Document forecast = documents.publish(
                DocumentType.FORECAST, SeededProjects.forecast(project, Project.from(project), new Random(1)));
        EmbeddedParts.get(JdbcClient.class)
                .sql("insert into forecast (cid, project_cid, seed, draws, created_at) values (?, ?, '1', 500, now())"
                        + " on conflict do nothing")
                .params(forecast.cid().text(), project.cid().text())
                .update();
        return forecast.cid();
    }

    Claim claim(String name) {
        return minting.mint(forecast(name, UNITS));
    }

    HypercertMinter contract() {
        return HypercertMinter.load(
                deployments.ensure().hypercerts(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }

    /** What anybody with a key can do, past every check of this service. */
    SentTransaction directly(String key, String party, RemoteFunctionCall<?> call) {
        return transactions.execute(
                Intent.call(key, party, deployments.ensure().hypercerts(), call.encodeFunctionCall()));
    }

    List<BigInteger> unitsOf(Claim claim) {
        return fractions.of(claim).fractions().stream()
                .map(Fractions.Fraction::units)
                .toList();
    }
}
