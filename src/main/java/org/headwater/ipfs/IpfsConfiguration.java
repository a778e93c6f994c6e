// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store that the service publishes to, and the outbox that brings what is published to every pin target. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IpfsSettings.class)
class IpfsConfiguration {

    @Bean
    PinTargets pinTargets(IpfsSettings settings) {
        return settings.targets();
    }

    @Bean
    Gateways gateways(IpfsSettings settings) {
        return settings.gateways();
    }

    @Bean
    Pins pins(JdbcClient database, PinTargets targets) {
        return new Pins(database, targets.names());
    }

    @Bean
    BlockStore blockStore(PinTargets targets, Pins pins, ObjectProvider<InstantSource> time) {
        return new PinnedBlockStore(targets, pins, time.getIfAvailable(InstantSource::system));
    }

    @Bean
    @DependsOnDatabaseInitialization
    PinSchedule pinSchedule(
            IpfsSettings settings,
            PinTargets targets,
            Pins pins,
            DataSource database,
            ObjectProvider<InstantSource> provided) {
        InstantSource time = provided.getIfAvailable(InstantSource::system);
        pins.enqueueKnownFiles(time.instant());
        var schedule = new PinSchedule(
                database, new PinAttendance(targets, pins, settings.ipfs().verifyEvery(), time));
        schedule.start();
        return schedule;
    }
}
