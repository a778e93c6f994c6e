// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.time.Instant;
import org.headwater.document.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record, where it belongs in a repository, and its identifier.
 *
 * @param collection identifier of its lexicon
 * @param rkey its key in the collection; with another key, {@code uri} names nothing
 * @param uri {@code at://repository/collection/rkey}
 * @param cid of the record as dag-cbor
 */
public record LexiconRecord(String collection, String rkey, String uri, String cid, JsonNode value) {

    /** @param subject what tells the record from all others of its claim */
    static LexiconRecord of(String repository, ObjectNode value, Instant createdAt, String subject) {
        String collection = value.path("$type").asString();
        String rkey = RecordKey.of(createdAt, collection + " " + subject);
        return new LexiconRecord(
                collection, rkey, "at://%s/%s/%s".formatted(repository, collection, rkey), DagCbor.cid(value), value);
    }

    /** A reference that breaks when the record is changed. */
    ObjectNode reference() {
        return Json.mapper().createObjectNode().put("uri", uri).put("cid", cid);
    }
}
