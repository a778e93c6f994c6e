// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.Optional;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Json;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;

/**
 * What a claim on published metadata has to be minted with, so that an audit of it finds nothing false.
 *
 * @param units those of the project
 * @param allowListRoot 32 bytes; empty if the metadata name no allow list
 */
public record MintTerms(BigInteger units, Optional<byte[]> allowListRoot) {

    /**
     * The terms of metadata in which {@link DocumentAudit} has found nothing false.
     *
     * @throws org.headwater.document.InvalidDocument if the allow list does not add up to the units
     */
    public static MintTerms of(Cid metadataCid, PublishedFiles files) {
        Document metadata = files.document(DocumentType.HYPERCERT_METADATA, metadataCid);
        BigInteger units = Project.from(
                        files.document(DocumentType.PROJECT, ForecastChecks.reference(metadata, "project")))
                .hypercert()
                .units();
        return new MintTerms(
                units,
                Optional.ofNullable(metadata.as(HypercertMetadata.class).allowListCid())
                        .map(list -> AllowList.fromDump(Json.parse(files.bytes(list)), units)
                                .root()));
    }
}
