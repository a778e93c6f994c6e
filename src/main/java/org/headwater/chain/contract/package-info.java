// SPDX-License-Identifier: Apache-2.0
/**
 * Typed access to the contracts, generated at build from their ABIs and never edited. Other rooms read through these
 * wrappers and encode call data with them; they never send with them.
 */
@NamedInterface("contract")
package org.headwater.chain.contract;

import org.springframework.modulith.NamedInterface;
