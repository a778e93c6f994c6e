// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.time.InstantSource;
import java.util.Locale;
import org.headwater.cli.HeadwaterCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The service and its command line; without a command it serves. */
@SpringBootApplication
public class Headwater {

    public static void main(String[] arguments) {
        // Documents, terms on the chain and addresses hold digits, which some locales would write otherwise.
        Locale.setDefault(Locale.ROOT);
        if (HeadwaterCommand.accepts(arguments)) {
            System.exit(HeadwaterCommand.execute(Headwater.class, arguments));
        }
        SpringApplication.run(Headwater.class, arguments);
    }

    /** The only source of wall-clock time. */
    @Bean
    InstantSource time() {
        return InstantSource.system();
    }
}
