// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that leaves the service: schema-checked documents in canonical JSON, named by the hash of their bytes.
 * Bad input becomes a list of violations (JSON pointer, value, what is allowed), translated once at the web edge.
 */
@ApplicationModule(allowedDependencies = {"ipfs"})
@NullMarked
package org.headwater.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
