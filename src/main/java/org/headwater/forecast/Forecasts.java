// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.ipfs.Cid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The forecasts made so far. The same project, seed and draws give the same document, however often it is made. */
@Repository
public class Forecasts {

    private final Documents documents;
    private final JdbcClient database;
    private final InstantSource time;

    Forecasts(Documents documents, JdbcClient database, InstantSource time) {
        this.documents = documents;
        this.database = database;
        this.time = time;
    }

    /**
     * Runs, publishes and records a forecast.
     *
     * @throws org.headwater.document.UnknownDocument if there is no such project
     * @throws org.headwater.simulation.InvalidParameter if {@code draws} is out of the model's range
     */
    public Document make(Cid project, int draws, long seed) {
        Document projectDocument = documents.read(DocumentType.PROJECT, project);
        Forecast forecast = ForecastRun.of(
                projectDocument, draws, seed, Runtime.getRuntime().availableProcessors());
        Document document = documents.publish(DocumentType.FORECAST, forecast);
        database.sql("insert into forecast (cid, project_cid, seed, draws, created_at) values (?, ?, ?, ?, ?) on"
                        + " conflict do nothing")
                .params(document.cid().text(), project.text(), forecast.seed(), draws, Timestamp.from(time.instant()))
                .update();
        return document;
    }

    /** The forecast documents of a project, oldest first. */
    public List<Cid> of(Cid project) {
        return database.sql("select cid from forecast where project_cid = ? order by created_at, cid")
                .param(project.text())
                .query((row, number) -> Cid.parse(row.getString("cid")))
                .list();
    }

    /** @throws org.headwater.document.UnknownDocument if there is no such forecast */
    public Document read(Cid forecast) {
        return documents.read(DocumentType.FORECAST, forecast);
    }
}
