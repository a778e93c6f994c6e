// SPDX-License-Identifier: Apache-2.0
/**
 * What a project will do, said before the fact. A forecast follows to the bit from the project document, the model version,
 * the seed and the number of draws, so that anyone can check it by running it again.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"simulation", "project", "document", "ipfs"})
package org.headwater.forecast;
