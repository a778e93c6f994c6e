// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the API of hypercerts and its indexer ask for beyond the SDK; neither is published as a package. */
final class OfficialRules {

    private static final List<String> DIMENSIONS =
            List.of("impact_scope", "work_scope", "work_timeframe", "impact_timeframe", "contributors", "rights");

    /** Addresses that the indexer does not even fetch. */
    private static final Set<String> NOT_FETCHED =
            Set.of("ipfs://null", "ipfs://", "ipfs://example", "undefined", "null");

    private OfficialRules() {}

    /** The guard of {@code POST /v2/metadata}: three texts, and {@code hypercert} with all six dimensions. */
    static boolean apiAccepts(JsonNode metadata) {
        JsonNode hypercert = metadata.path("hypercert");
        return Stream.of("name", "description", "image")
                        .allMatch(member -> metadata.path(member).isString())
                && hypercert.isObject()
                && DIMENSIONS.stream().allMatch(dimension -> isJavaScriptObject(hypercert.path(dimension)));
    }

    /** The indexer keeps what it can read out of the dimensions, and stumbles where one of three is not there. */
    static boolean indexerReads(String uri, JsonNode metadata) {
        JsonNode hypercert = metadata.path("hypercert");
        return !NOT_FETCHED.contains(uri)
                && (hypercert.isMissingNode()
                        || Stream.of("contributors", "impact_scope", "work_scope")
                                .allMatch(dimension -> isJavaScriptObject(hypercert.path(dimension))
                                        && !hypercert.path(dimension).isNull()));
    }

    private static boolean isJavaScriptObject(JsonNode value) {
        return value.isObject() || value.isArray() || value.isNull();
    }
}
