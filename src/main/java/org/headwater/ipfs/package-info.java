// SPDX-License-Identifier: Apache-2.0
/**
 * Content identifiers computed locally, the block store behind them (embedded files or Kubo) and the loopback gateway.
 * Bytes are hashed again whenever they are read, so neither a disk nor a gateway has to be believed.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.headwater.ipfs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
