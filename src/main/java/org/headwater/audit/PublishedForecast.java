// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import org.headwater.document.Document;
import org.headwater.forecast.Forecast;
import org.headwater.project.Project;

/** A forecast with the project that it is of. */
record PublishedForecast(
        Document projectDocument, Project project, Document document, Forecast forecast, Resimulation resimulation) {

    static PublishedForecast of(Document projectDocument, Document document) {
        Project project = Project.from(projectDocument);
        Forecast forecast = document.as(Forecast.class);
        return new PublishedForecast(projectDocument, project, document, forecast, new Resimulation(project, forecast));
    }
}
