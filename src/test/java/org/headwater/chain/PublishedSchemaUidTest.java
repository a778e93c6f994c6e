// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.headwater.EmbeddedParts;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** The schemas that hypercert applications read have the identifiers that these applications know. */
class PublishedSchemaUidTest {

    private static final String CREATOR_FEED = "0x48e3e1be1e08084b408a7035ac889f2a840b440bbf10758d14fb722831a200c3";
    private static final String BASIC_EVALUATION = "0x2f4f575d5df78ac52e8b124c4c900ec4c540f1d44f5b8825fac0af5308c91449";

    private final Chain chain = EmbeddedParts.get(Chain.class);
    private final Deployment deployment =
            EmbeddedParts.get(ContractDeployments.class).ensure();

    @Test
    void registeredSchemasHaveTheirPublishedIdentifiers() throws Exception {
        assertThat(deployment.creatorFeedSchema()).isEqualTo(CREATOR_FEED);
        assertThat(deployment.basicEvaluationSchema()).isEqualTo(BASIC_EVALUATION);
        assertThat(registered(CREATOR_FEED).revocable).isFalse();
        assertThat(registered(CREATOR_FEED).schema).isEqualTo(AttestationSchema.CREATOR_FEED.text());
        assertThat(registered(BASIC_EVALUATION).revocable).isTrue();
        assertThat(registered(BASIC_EVALUATION).schema).isEqualTo(AttestationSchema.BASIC_EVALUATION.text());
    }

    private SchemaRegistry.SchemaRecord registered(String uid) throws Exception {
        SchemaRegistry.SchemaRecord found = SchemaRegistry.load(
                        deployment.schemaRegistry(), chain.web3j(), chain.reader(), new DefaultGasProvider())
                .getSchema(Numeric.hexStringToByteArray(uid))
                .send();
        assertThat(Numeric.toHexString(found.uid)).isEqualTo(uid);
        return found;
    }

    @Test
    void revisionSchemaIsTheOneThatItsResolverServes() throws Exception {
        RevisionResolver resolver = RevisionResolver.load(
                deployment.revisionResolver(), chain.web3j(), chain.reader(), new DefaultGasProvider());
        assertThat(resolver.SCHEMA().send()).isEqualTo(AttestationSchema.REVISION.text());
        assertThat(Numeric.toHexString(resolver.schemaUid().send())).isEqualTo(deployment.revisionSchema());
    }

    /**
     * Of an earlier build the published contracts and the token stay; registry, factory, three resolvers and five schemas are
     * this build's own.
     */
    @Test
    void chainOfAnEarlierBuildGetsOnlyWhatIsMissing(@TempDir Path directory) {
        Deployment whole;
        long transactions;
        try (ConfigurableApplicationContext parts = EmbeddedParts.start(directory, Map.of())) {
            Transactions sender = parts.getBean(Transactions.class);
            for (String name : EarlierDeployment.KEYS) {
                assertThat(sender.find(name)).isEmpty();
            }
            EarlierDeployment.deploy(parts);
            transactions = count(parts);
            assertThat(transactions).isEqualTo(EarlierDeployment.KEYS.size());
            whole = parts.getBean(ContractDeployments.class).ensure();
            assertThat(count(parts)).isEqualTo(transactions + 9);
        }
        try (ConfigurableApplicationContext parts = EmbeddedParts.start(directory, Map.of())) {
            assertThat(parts.getBean(ContractDeployments.class).ensure()).isEqualTo(whole);
            assertThat(count(parts)).isEqualTo(transactions + 9);
        }
    }

    private static long count(ConfigurableApplicationContext parts) {
        return parts.getBean(JdbcClient.class)
                .sql("select count(*) from chain_transaction")
                .query(Long.class)
                .single();
    }
}
