// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;

/**
 * A revision is final.
 *
 * @param gas used by its transaction
 */
public record RevisionPublished(Revision revision, BigInteger gas) {}
