// SPDX-License-Identifier: Apache-2.0
/**
 * Who may write. Until parties sign in with their own accounts, the service is bound to loopback, and writes need the token
 * that start-up stores in the data directory.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.headwater.identity;
