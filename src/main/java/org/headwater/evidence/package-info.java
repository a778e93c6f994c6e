// SPDX-License-Identifier: Apache-2.0
/**
 * Files that observations rest on: photos, GeoTIFF, CSV and PDF, examined, freed of what was not agreed to be published, and
 * pinned. A file that cannot be examined or cleaned is refused; nothing but thumbnails is decoded into pixels.
 */
@ApplicationModule(allowedDependencies = {"consent", "document", "ipfs"})
@NullMarked
package org.headwater.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
