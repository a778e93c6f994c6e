// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import org.headwater.document.Document;
import org.headwater.hypercert.Claim;
import org.headwater.project.Project;

/** A claim with the documents that it was minted on. */
record PublishedForecast(Claim claim, Document projectDocument, Project project, Document forecastDocument) {}
