// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

/**
 * A call that a party is to sign with a key of its own.
 *
 * @param to address of the contract
 * @param data call data in hex with 0x
 * @param meaning the same in words
 */
public record PartyCall(String to, String data, String meaning) {}
