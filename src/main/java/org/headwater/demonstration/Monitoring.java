// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.List;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.project.Indicator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was monitored, as a user hands it in: see {@code schemas/observations.schema.json}. */
public record Monitoring(List<MonitoredValue> observations) {

    public Monitoring {
        observations = List.copyOf(observations);
    }

    /**
     * One value of one year.
     *
     * @param standardDeviation of the measurement; null for what the project document states of the indicator
     */
    public record MonitoredValue(
            String indicator,
            int year,
            double value,
            String unit,
            String method,
            @Nullable Double standardDeviation,
            Indicator.Distribution distribution) {}

    /** @throws InvalidDocument naming every member that is wrong */
    public static Monitoring from(JsonNode json) {
        InvalidDocument.throwIfAny(Schemas.violations("observations", json));
        return Json.bind(json, Monitoring.class);
    }
}
