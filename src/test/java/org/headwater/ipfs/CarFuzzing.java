// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What is read as an archive holds its roots as whole files. */
public final class CarFuzzing {

    private CarFuzzing() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            Car car = Car.read(new ByteArrayInputStream(input));
            if (car.roots().stream().anyMatch(root -> car.file(root).isEmpty())) {
                throw new AssertionError("a root is not there as a whole file: " + car.roots());
            }
        } catch (MalformedCar | BlockStoreFailure refused) {
            // As it must be.
        }
    }
}
