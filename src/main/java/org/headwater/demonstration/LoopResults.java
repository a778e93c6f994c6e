// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.List;
import java.util.Optional;
import org.headwater.attestation.Observation;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The loops that are complete; one per project and forecast. */
@Repository
class LoopResults {

    private final JdbcClient database;

    LoopResults(JdbcClient database) {
        this.database = database;
    }

    /**
     * The result of a complete loop.
     *
     * @throws InvalidDocument if it was completed on other monitored values
     */
    Optional<LoopResult> find(Cid project, Cid forecast, Observation.Evidence monitoring) {
        Optional<Row> row = database.sql(
                        "select monitoring, result::text from demonstration where project_cid = ? and forecast_cid = ?")
                .params(project.text(), forecast.text())
                .query((columns, number) -> new Row(columns.getString("monitoring"), columns.getString("result")))
                .optional();
        row.ifPresent(complete -> requireSame(complete.monitoring(), monitoring.sha256()));
        return row.map(complete -> Json.mapper().readValue(complete.result(), LoopResult.class));
    }

    private record Row(String monitoring, String result) {}

    private static void requireSame(String completed, String given) {
        if (!completed.equals(given)) {
            throw new InvalidDocument(List.of(new Violation(
                    "/observations",
                    "values with SHA-256 " + given,
                    "those with SHA-256 %s, on which this loop is complete; or another --seed or --data-dir"
                            .formatted(completed))));
        }
    }

    LoopResult add(Cid project, Cid forecast, Observation.Evidence monitoring, LoopResult result) {
        database.sql("insert into demonstration (project_cid, forecast_cid, monitoring, result) values (?, ?, ?,"
                        + " ?::jsonb) on conflict do nothing")
                .params(
                        project.text(),
                        forecast.text(),
                        monitoring.sha256(),
                        Json.mapper().writeValueAsString(result))
                .update();
        return result;
    }
}
