// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/**
 * A call of a wallet is final. It may be told more than once, so that nobody misses it over a restart.
 *
 * @param call with its key, which says what it was for
 */
public record WalletCallDone(WalletCall call, SentTransaction transaction) {}
