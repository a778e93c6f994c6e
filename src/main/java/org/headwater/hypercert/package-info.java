// SPDX-License-Identifier: Apache-2.0
/**
 * The forecast as a hypercert: metadata in the official form, pinned, and a claim minted by the project's owner. A claim can
 * never be changed; what happens afterwards is attested beside it.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"forecast", "project", "document", "ipfs", "chain", "chain :: contract"})
package org.headwater.hypercert;
