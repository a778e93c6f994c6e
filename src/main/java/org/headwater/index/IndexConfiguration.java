// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.time.InstantSource;
import org.headwater.chain.Chain;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together for the service's one chain. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexSettings.class)
class IndexConfiguration {

    @Bean
    IndexTables indexTables(
            JdbcClient database, JdbcTemplate batches, PlatformTransactionManager transactionManager, Chain chain) {
        return new IndexTables(database, batches, new TransactionTemplate(transactionManager), chain.chainId());
    }

    @Bean
    EventIndex eventIndex(Chain chain, IndexTables tables, InstantSource time) {
        return new EventIndex(new ChainEvents(chain.web3j()), tables, time, chain.finalityDepth());
    }

    @Bean(destroyMethod = "close")
    IndexFollower indexFollower(EventIndex index, InstantSource time, IndexSettings settings) {
        return new IndexFollower(index, settings.firstBlock(), time);
    }

    @Bean
    Holdings holdings(JdbcClient database, Chain chain) {
        return new Holdings(database, chain.chainId());
    }

    @Bean
    ContractEvents contractEvents(JdbcClient database, Chain chain) {
        return new ContractEvents(database, chain.chainId());
    }
}
