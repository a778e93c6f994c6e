// SPDX-License-Identifier: Apache-2.0
package org.headwater.consent;

import java.time.Instant;
import java.util.List;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import tools.jackson.databind.JsonNode;

/**
 * What somebody agreed to, as {@code schemas/consent.schema.json} describes it. It is kept and never published.
 *
 * @param project name of the project that it is about
 * @param givenBy who agreed, a person or an organisation
 * @param text the words agreed to
 */
public record Consent(
        String schemaVersion, String project, String givenBy, Instant givenAt, List<Purpose> purposes, String text) {

    public Consent {
        purposes = List.copyOf(purposes);
    }

    /**
     * The consent that {@code json} states.
     *
     * @throws InvalidDocument naming every member that is wrong
     */
    public static Consent from(JsonNode json) {
        InvalidDocument.throwIfAny(Schemas.violations("consent", json));
        return Json.bind(json, Consent.class);
    }
}
