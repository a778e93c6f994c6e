// SPDX-License-Identifier: Apache-2.0
/**
 * The edge of the service towards HTTP: the one place where refusals and faults become problem details (RFC 9457), and the
 * description of the interface.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"simulation", "document", "ipfs", "chain", "hypercert"})
package org.headwater.web;
