// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import org.headwater.cli.HeadwaterCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service and its command line; without a command it serves. */
@SpringBootApplication
public class Headwater {

    public static void main(String[] arguments) {
        if (HeadwaterCommand.accepts(arguments)) {
            System.exit(HeadwaterCommand.execute(arguments));
        }
        SpringApplication.run(Headwater.class, arguments);
    }
}
