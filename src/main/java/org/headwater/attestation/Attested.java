// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

/** An attestation is final. */
public record Attested(Attestation attestation) {}
