// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The fractions that exist, as far as the chain is indexed. */
public final class Holdings {

    private static final String OF_CLAIM = """
        select contract, claim_id, token_id, owner, units from index_fraction
        where chain_id = ? and contract = ? and claim_id = ? order by token_id\
        """;

    /** Only claims of which the owner ever received a fraction are added up. */
    private static final String OF_OWNER = """
        select fraction.contract, fraction.claim_id, fraction.token_id, fraction.owner, fraction.units
        from (
            select distinct chain_id, contract, token_id - mod(token_id, 2::numeric ^ 128) as claim_id
            from index_fraction_transfer where chain_id = ? and recipient = ?
        ) received
        cross join lateral (
            select * from index_fraction fraction
            where fraction.chain_id = received.chain_id and fraction.contract = received.contract
                and fraction.claim_id = received.claim_id
        ) fraction
        where fraction.owner = ?
        order by fraction.contract, fraction.token_id\
        """;

    private final JdbcClient database;
    private final long chainId;

    Holdings(JdbcClient database, long chainId) {
        this.database = database;
        this.chainId = chainId;
    }

    /** The fractions of a claim, by their numbers. */
    public List<Holding> of(String contract, BigInteger claimId) {
        return database.sql(OF_CLAIM)
                .params(chainId, contract, new BigDecimal(claimId))
                .query(Holdings::holding)
                .list();
    }

    /** The fractions of an owner, of whichever claim. */
    public List<Holding> of(String owner) {
        return database.sql(OF_OWNER)
                .params(chainId, owner, owner)
                .query(Holdings::holding)
                .list();
    }

    private static Holding holding(ResultSet row, int number) throws SQLException {
        return new Holding(
                row.getString("contract"),
                row.getBigDecimal("claim_id").toBigIntegerExact(),
                row.getBigDecimal("token_id").toBigIntegerExact(),
                row.getString("owner"),
                row.getBigDecimal("units").toBigIntegerExact());
    }
}
