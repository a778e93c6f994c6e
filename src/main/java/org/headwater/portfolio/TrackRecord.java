// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import java.util.List;
import org.headwater.hypercert.ClaimId;
import org.headwater.verification.ImpactVerified;
import org.headwater.verification.Verification.Score;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Each forecast that has met its observation, and how good it was; none is ever taken out. */
@Repository
class TrackRecord {

    private final JdbcClient database;
    private final JsonMapper json;

    TrackRecord(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @EventListener
    void on(ImpactVerified verified) {
        verified.verification().scores().forEach(score -> add(verified.claim(), score));
    }

    private void add(ClaimId claim, Score score) {
        database.sql("insert into portfolio_row (claim_id, indicator, year, score) values (?, ?, ?, ?::jsonb) on"
                        + " conflict do nothing")
                .params(claim.toString(), score.indicator(), score.year(), json.writeValueAsString(score))
                .update();
    }

    /** The scores of a claim, by indicator and year. */
    List<Score> of(ClaimId claim) {
        return database
                .sql("select score::text from portfolio_row where claim_id = ? order by indicator, year")
                .param(claim.toString())
                .query(String.class)
                .list()
                .stream()
                .map(score -> json.readValue(score, Score.class))
                .toList();
    }
}
