// SPDX-License-Identifier: Apache-2.0
package org.headwater.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The embedded server and its connection pool, unless {@code spring.datasource.url} names a server. */
@Configuration(proxyBeanMethods = false)
@Conditional(DatabaseConfiguration.NoUrl.class)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(DatabaseSettings settings) {
        return EmbeddedPostgres.start(settings.postgresDirectory());
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
        var pool = new HikariDataSource();
        pool.setPoolName("headwater");
        pool.setJdbcUrl(postgres.url());
        pool.setUsername(EmbeddedPostgres.USER);
        pool.setPassword(postgres.password());
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(2);
        return pool;
    }

    static final class NoUrl implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
