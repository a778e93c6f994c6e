// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.headwater.document.DocumentType;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a claim after its mint, in the place that it has in its attester's sequence.
 *
 * @param uid of the attestation, 0x and 64 hexadecimal digits
 * @param number place in the sequence of this attester on this claim, from 1
 * @param documentCid the document that says it
 * @param previousUid the revision before; null of the first
 * @param author as whom the attester is believed
 * @param revokedAt null if it stands; a revoked one keeps its place
 */
public record Revision(
        String uid,
        ClaimId claim,
        long number,
        Kind kind,
        String documentCid,
        @Nullable String previousUid,
        String attester,
        Author author,
        String transaction,
        Instant attestedAt,
        Standing standing,
        @Nullable Instant revokedAt) {

    /** What a revision tells, in the order of the contract's enumeration. */
    public enum Kind {
        PROJECTED(DocumentType.FORECAST, "project", Claim::projectCid),
        OBSERVED(DocumentType.OBSERVATION, "claim", claim -> claim.id().toString()),
        VERIFIED(DocumentType.VERIFICATION, "forecast", Claim::forecastCid);

        private final DocumentType document;
        private final String member;
        private final Function<Claim, String> subject;

        Kind(DocumentType document, String member, Function<Claim, String> subject) {
            this.document = document;
            this.member = member;
            this.subject = subject;
        }

        /** The kind of document that such a revision names. */
        public DocumentType document() {
            return document;
        }

        /** The member by which that document points back to the claim. */
        public String member() {
            return member;
        }

        /** What the member has to say. */
        public String subject(Claim claim) {
            return subject.apply(claim);
        }

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose word is taken: that of the account that minted, and that of a verifier accredited when it attested. */
    public enum Author {
        OWNER,
        VERIFIER;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Nobody verifies himself. */
        public boolean may(Kind kind) {
            return this == VERIFIER || kind != Kind.VERIFIED;
        }
    }
}
