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
            car.roots().forEach(root -> car.file(root).orElseThrow());
        } catch (MalformedCar | BlockStoreFailure refused) {
            // As it must be.
        }
    }
}
