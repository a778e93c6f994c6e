// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service and its command line; without a command it serves. */
@SpringBootApplication
public class Headwater {

    public static void main(String[] arguments) {
        SpringApplication.run(Headwater.class, arguments);
    }
}
