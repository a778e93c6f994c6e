// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded block store, or Kubo where an address is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IpfsSettings.class)
class IpfsConfiguration {

    @Bean
    BlockStore blockStore(IpfsSettings settings) {
        return settings.open();
    }
}
