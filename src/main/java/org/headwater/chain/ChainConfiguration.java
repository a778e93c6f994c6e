// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the room together; {@link Chain} and {@link Transactions} are given out only after recovery. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChainSettings.class)
class ChainConfiguration {

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    ChainRoom chainRoom(
            ChainSettings settings,
            DataSource dataSource,
            JdbcClient database,
            PlatformTransactionManager transactionManager,
            ObjectProvider<InstantSource> wall) {
        return ChainRoom.open(
                settings,
                dataSource,
                database,
                new TransactionTemplate(transactionManager),
                wall.getIfAvailable(InstantSource::system));
    }

    @Bean
    Chain chain(ChainRoom room) {
        return room.chain();
    }

    @Bean
    Keyring keyring(ChainRoom room) {
        return room.keyring();
    }

    @Bean
    Transactions transactions(ChainRoom room) {
        return room.transactions();
    }

    @Bean
    WalletCalls walletCalls(ChainRoom room) {
        return room.wallets();
    }

    /** Only once everybody listens who records what a wallet did. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> walletCallsDone(WalletCalls wallets, ApplicationEventPublisher events) {
        return ready -> wallets.tell(events::publishEvent);
    }

    @Bean
    ChainStatus chainStatus(ChainRoom room) {
        return room.status();
    }

    @Bean
    ContractDeployments contractDeployments(ChainRoom room, ApplicationEventPublisher events) {
        return new ContractDeployments(room.chain(), room.keyring(), room.transactions(), room.anchors(), events);
    }
}
