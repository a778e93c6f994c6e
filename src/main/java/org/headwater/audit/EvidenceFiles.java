// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import org.headwater.attestation.Observation;
import org.headwater.document.Document;
import org.headwater.ipfs.Cid;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** The files behind an observed value, as far as they are published. */
final class EvidenceFiles {

    private EvidenceFiles() {}

    /**
     * Requires that every published file of an observation is there.
     *
     * @throws Untrue naming the file that has another size or hash than the observation says
     */
    static void require(Document observation, PublishedFiles files) {
        observation.as(Observation.class).evidence().forEach(evidence -> require(observation.cid(), evidence, files));
    }

    private static void require(Cid observation, Observation.Evidence evidence, PublishedFiles files) {
        String cid = evidence.cid();
        if (cid == null) {
            return;
        }
        byte[] file = files.bytes(PublishedFiles.cid(cid));
        Untrue.unless(
                file.length == evidence.size()
                        && Numeric.toHexStringNoPrefix(Hash.sha256(file)).equals(evidence.sha256()),
                "%s: evidence %s is not the file of %d bytes with hash %s",
                observation,
                cid,
                evidence.size(),
                evidence.sha256());
    }
}
