// SPDX-License-Identifier: Apache-2.0
/**
 * What is to be done where, by whom, measured how and paid on what: the document that everything else points to.
 * A project is immutable; a changed project is another project with another identifier.
 */
@ApplicationModule(allowedDependencies = {"simulation", "consent", "document", "ipfs"})
@NullMarked
package org.headwater.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
