// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.IOException;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.ipfs.BlockStoreFailure;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.GatewayReader;
import org.headwater.ipfs.MalformedCid;

/** Published bytes by their identifiers, from a gateway that is not believed. */
final class Content {

    private final GatewayReader gateway;

    Content(GatewayReader gateway) {
        this.gateway = gateway;
    }

    /**
     * The identifier in a text of a chain or a document.
     *
     * @throws Untrue if it is none
     */
    static Cid cid(String text) {
        try {
            return Cid.parse(text);
        } catch (MalformedCid e) {
            throw new Untrue("'%s' is no content identifier".formatted(text));
        }
    }

    /** The identifier in an {@code ipfs://} address. */
    static Cid cidOfUri(String uri) {
        Untrue.unless(uri.startsWith("ipfs://"), "'%s' is no ipfs:// address", uri);
        return cid(uri.substring("ipfs://".length()));
    }

    /**
     * The bytes, which hash to the identifier.
     *
     * @throws Untrue if the gateway gives other bytes or none
     * @throws NotReachable if the gateway does not answer
     */
    byte[] bytes(Cid cid) {
        try {
            return gateway.read(cid);
        } catch (BlockStoreFailure e) {
            if (e.getCause() instanceof IOException) {
                throw new NotReachable("--gateway: " + e.getMessage(), e);
            }
            throw new Untrue(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The document, which hashes to the identifier and fits its schema.
     *
     * @throws Untrue if it is of another type
     * @throws org.headwater.document.InvalidDocument if it does not fit its schema
     */
    Document document(DocumentType type, Cid cid) {
        Document document = Documents.check(cid, bytes(cid));
        Untrue.unless(
                document.type() == type,
                "%s is a %s, not a %s",
                cid,
                document.type().label(),
                type.label());
        return document;
    }
}
