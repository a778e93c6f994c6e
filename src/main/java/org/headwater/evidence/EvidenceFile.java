// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.time.Instant;
import org.headwater.ipfs.Cid;

/**
 * A published file that observations may rest on.
 *
 * @param sha256 of the published bytes, 64 hexadecimal digits
 * @param size of the published bytes
 * @param name what its owner called it; a label, kept here and never published
 * @param locationKept whether the file still says where it was made
 */
public record EvidenceFile(
        Cid cid, String sha256, long size, String mediaType, String name, boolean locationKept, Instant uploadedAt) {}
