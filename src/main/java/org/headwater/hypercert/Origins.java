// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.List;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.Forecasts;
import org.headwater.ipfs.Cid;
import org.headwater.project.Projects;
import org.springframework.stereotype.Component;

/**
 * Where forecasts that were made elsewhere come from: a claim is minted only on one that this service gets itself from the same
 * project, draws and seed.
 */
@Component
final class Origins {

    private final Projects projects;
    private final Forecasts forecasts;

    Origins(Projects projects, Forecasts forecasts) {
        this.projects = projects;
        this.forecasts = forecasts;
    }

    /**
     * Publishes project and forecast here unless they were, the forecast by running it again.
     *
     * @throws InvalidDocument if the project may not be published as it is, or the model gives another forecast
     */
    void require(Document project, Document forecast) {
        if (forecasts.of(project.cid()).contains(forecast.cid())) {
            return;
        }
        Cid permitted = projects.publishable(project.json()).cid();
        requireSame(project.cid(), permitted, "a project without exact area, or with a consent to it recorded here");
        projects.publish(project.json());
        Forecast stated = forecast.as(Forecast.class);
        Cid again = forecasts
                .make(project.cid(), stated.draws(), stated.seedValue())
                .cid();
        requireSame(
                forecast.cid(), again, "a forecast that this release computes from the same project, draws and seed");
    }

    private static void requireSame(Cid given, Cid own, String allowed) {
        if (!given.equals(own)) {
            throw new InvalidDocument(List.of(
                    new Violation("/metadataCid", "metadata that name %s, here %s".formatted(given, own), allowed)));
        }
    }
}
