// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.document.Violation;
import org.headwater.evidence.EvidenceFile;
import org.headwater.evidence.EvidenceFiles;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.MalformedCid;
import org.headwater.ipfs.Sha256;
import org.springframework.stereotype.Component;

/** An observation rests only on files that are pinned here and are what it says they are. */
@Component
class EvidenceCheck {

    private final BlockStore blocks;
    private final EvidenceFiles files;

    EvidenceCheck(BlockStore blocks, EvidenceFiles files) {
        this.blocks = blocks;
        this.files = files;
    }

    /** What is wrong with the evidence of an observation; empty if nothing. */
    List<Violation> violations(List<Observation.Evidence> evidence) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            violations.addAll(violations("/evidence/" + i, evidence.get(i)));
        }
        return violations;
    }

    private List<Violation> violations(String pointer, Observation.Evidence stated) {
        String cid = stated.cid();
        if (cid == null) {
            return List.of(Violation.missing(pointer + "/cid", "the cid that POST /api/v1/evidence answered with"));
        }
        Optional<byte[]> content = read(cid);
        if (content.isEmpty()) {
            return List.of(new Violation(pointer + "/cid", cid, "a file that was uploaded with POST /api/v1/evidence"));
        }
        List<Violation> violations = new ArrayList<>();
        require(violations, pointer + "/sha256", stated.sha256(), Sha256.hex(content.get()));
        require(violations, pointer + "/size", stated.size(), (long) content.get().length);
        files.find(Cid.parse(cid))
                .map(EvidenceFile::mediaType)
                .ifPresent(type -> require(violations, pointer + "/mediaType", stated.mediaType(), type));
        return violations;
    }

    private Optional<byte[]> read(String cid) {
        try {
            return blocks.read(Cid.parse(cid));
        } catch (MalformedCid e) {
            return Optional.empty();
        }
    }

    private static void require(List<Violation> violations, String pointer, Object stated, Object actual) {
        if (!stated.equals(actual)) {
            violations.add(new Violation(pointer, String.valueOf(stated), actual + ", as of the file"));
        }
    }
}
