// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.headwater.ipfs.Cid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The claims minted here. */
@Repository
public class Claims {

    private static final String COLUMNS =
            "id, project_cid, forecast_cid, metadata_cid, owner, units, transaction, gas, minted_at";

    private final JdbcClient database;

    Claims(JdbcClient database) {
        this.database = database;
    }

    /** All claims, oldest first. */
    public List<Claim> all() {
        return database.sql("select " + COLUMNS + " from claim order by minted_at, id")
                .query(Claims::claim)
                .list();
    }

    public Optional<Claim> find(ClaimId id) {
        return database.sql("select " + COLUMNS + " from claim where id = ?")
                .param(id.toString())
                .query(Claims::claim)
                .optional();
    }

    /** @throws UnknownClaim if it was not minted here */
    public Claim get(ClaimId id) {
        return find(id).orElseThrow(() -> new UnknownClaim(id));
    }

    /** The claim on a forecast; each forecast has at most one. */
    public Optional<Claim> on(Cid forecast) {
        return database.sql("select " + COLUMNS + " from claim where forecast_cid = ?")
                .param(forecast.text())
                .query(Claims::claim)
                .optional();
    }

    /** Whether the row is new. */
    boolean add(Claim claim) {
        return database.sql("insert into claim (" + COLUMNS
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(
                                claim.id().toString(),
                                claim.projectCid(),
                                claim.forecastCid(),
                                claim.metadataCid(),
                                claim.owner(),
                                new BigDecimal(claim.units()),
                                claim.transaction(),
                                new BigDecimal(claim.gas()),
                                Timestamp.from(claim.mintedAt()))
                        .update()
                == 1;
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(
                ClaimId.parse(row.getString("id")),
                row.getString("project_cid"),
                row.getString("forecast_cid"),
                row.getString("metadata_cid"),
                row.getString("owner"),
                integer(row, "units"),
                row.getString("transaction"),
                integer(row, "gas"),
                row.getTimestamp("minted_at").toInstant());
    }

    private static BigInteger integer(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }
}
