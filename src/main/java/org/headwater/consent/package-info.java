// SPDX-License-Identifier: Apache-2.0
/**
 * What owners have agreed to: who let which exact things about a project be published, when, and in which words. A consent
 * stays in the service; only what it permits is published.
 */
@ApplicationModule(allowedDependencies = {"document", "ipfs"})
@NullMarked
package org.headwater.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
