// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.Optional;
import org.headwater.document.Json;
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

    Optional<LoopResult> find(Cid project, Cid forecast) {
        return database.sql("select result::text from demonstration where project_cid = ? and forecast_cid = ?")
                .params(project.text(), forecast.text())
                .query(String.class)
                .optional()
                .map(text -> Json.mapper().readValue(text, LoopResult.class));
    }

    LoopResult add(Cid project, Cid forecast, LoopResult result) {
        database.sql("insert into demonstration (project_cid, forecast_cid, result) values (?, ?, ?::jsonb) on"
                        + " conflict do nothing")
                .params(project.text(), forecast.text(), Json.mapper().writeValueAsString(result))
                .update();
        return result;
    }
}
