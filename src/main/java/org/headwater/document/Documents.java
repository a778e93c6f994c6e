// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import java.util.List;
import java.util.Optional;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All documents: published once under the hash of their canonical bytes, and checked again whenever they are read. */
@Component
public final class Documents {

    private final BlockStore blocks;

    public Documents(BlockStore blocks) {
        this.blocks = blocks;
    }

    /**
     * Checks, canonicalises, stores and pins a document. Publishing equal content again changes nothing.
     *
     * @param content a record or a {@link JsonNode}
     * @throws InvalidDocument naming every member that the schema or canonical JSON refuses
     */
    public Document publish(DocumentType type, Object content) {
        Document document = compose(type, content);
        Cid stored = blocks.add(document.bytes());
        if (!stored.equals(document.cid())) {
            throw new IllegalStateException("stored " + document.cid() + " but the block store says " + stored);
        }
        return document;
    }

    /** The document that {@link #publish} would store, without storing it. */
    public static Document compose(DocumentType type, Object content) {
        JsonNode json = Json.tree(content);
        InvalidDocument.throwIfAny(CanonicalJson.violations(json));
        return fromCanonical(type, CanonicalJson.bytes(json));
    }

    /** The document of this identifier; empty if it is not stored here. */
    public Optional<Document> read(Cid cid) {
        return blocks.read(cid).map(bytes -> check(cid, bytes));
    }

    /**
     * The document of this identifier and type.
     *
     * @throws UnknownDocument if it is not stored here
     * @throws InvalidDocument if it is of another type
     */
    public Document read(DocumentType type, Cid cid) {
        Document document = read(cid).orElseThrow(() -> new UnknownDocument(cid));
        if (document.type() != type) {
            throw new InvalidDocument(List.of(new Violation(
                    "", "a " + document.type().label(), "the identifier of a " + type.label() + " document")));
        }
        return document;
    }

    /**
     * Checks bytes from anywhere: they hash to {@code cid}, are canonical, and pass the schema of the kind they claim.
     *
     * @throws InvalidDocument saying which of these fails
     */
    public static Document check(Cid cid, byte[] bytes) {
        if (!Cid.of(bytes).equals(cid)) {
            throw new InvalidDocument(
                    List.of(new Violation("", "bytes of " + Cid.of(bytes), "bytes that hash to " + cid)));
        }
        DocumentType type = DocumentType.claimedBy(Json.parse(bytes))
                .orElseThrow(() -> new InvalidDocument(
                        List.of(new Violation("", "JSON of no known kind", "a document of schemas/"))));
        Document document = fromCanonical(type, bytes);
        if (!Cid.of(document.bytes()).equals(cid)) {
            throw new InvalidDocument(List.of(new Violation("", "JSON in another form", "canonical JSON (RFC 8785)")));
        }
        return document;
    }

    private static Document fromCanonical(DocumentType type, byte[] bytes) {
        JsonNode json = Json.parse(bytes);
        InvalidDocument.throwIfAny(Schemas.violations(type, json));
        return new Document(type, Cid.of(bytes), json);
    }
}
