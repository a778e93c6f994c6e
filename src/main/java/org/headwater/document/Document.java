// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import org.headwater.ipfs.Cid;
import tools.jackson.databind.JsonNode;

/**
 * A document that passed its schema.
 *
 * @param cid identifier of {@link #bytes()}
 * @param json the value, as read from the canonical bytes; not to be changed
 */
public record Document(DocumentType type, Cid cid, JsonNode json) {

    /** The canonical bytes, which hash to the identifier. */
    public byte[] bytes() {
        return CanonicalJson.bytes(json);
    }

    /**
     * The document as a record.
     *
     * @throws InvalidDocument if a member does not fit the record
     */
    public <T> T as(Class<T> record) {
        return Json.bind(json, record);
    }
}
