// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.crypto.Keys;

/** What performance contracts told, as far as the chain is indexed. */
public final class ContractEvents {

    private final JdbcClient database;
    private final long chainId;

    /**
     * What a party may withdraw.
     *
     * @param withdrawals how often it has withdrawn from this contract
     */
    public record Owed(String contract, String party, BigInteger amount, int withdrawals) {}

    ContractEvents(JdbcClient database, long chainId) {
        this.database = database;
        this.chainId = chainId;
    }

    /** The events of a contract in the order of the chain. */
    public List<ToldEvent> of(String contract) {
        return database.sql("""
            select * from index_contract_event where chain_id = ? and contract = ? order by block, log_index\
            """)
                .params(chainId, Keys.toChecksumAddress(contract))
                .query(ContractEvents::told)
                .list();
    }

    /** What contracts owe, and to whom: credited and not withdrawn yet. */
    public List<Owed> owed() {
        return database.sql("""
            select contract, party, sum(amount) as amount, count(*) filter (where amount < 0) as withdrawals
            from (
                select contract, party, amount from index_credit where chain_id = :chain
                union all
                select contract, party, -amount from index_withdrawal where chain_id = :chain
            ) movement
            group by contract, party having sum(amount) > 0 order by contract, party\
            """)
                .param("chain", chainId)
                .query((row, number) -> new Owed(
                        row.getString("contract"), row.getString("party"), amount(row), row.getInt("withdrawals")))
                .list();
    }

    /** The beneficiary of a contract, checksummed; empty if the contract is not indexed. */
    public Optional<String> beneficiary(String contract) {
        return database.sql("""
            select beneficiary from index_performance_contract where chain_id = ? and performance_contract = ?\
            """)
                .params(chainId, Keys.toChecksumAddress(contract))
                .query(String.class)
                .optional();
    }

    /** The newest block up to which the contract is indexed; empty if it is not indexed at all. */
    public Optional<Long> indexedUpTo(String contract) {
        return database.sql("""
            select next_block - 1 from index_contract
            where chain_id = ? and address = ? and kind = ? and next_block > from_block\
            """)
                .params(chainId, Keys.toChecksumAddress(contract), ContractKind.PERFORMANCE_CONTRACT.name())
                .query(Long.class)
                .optional();
    }

    private static ToldEvent told(ResultSet row, int number) throws SQLException {
        return new ToldEvent(
                event(row),
                row.getLong("block"),
                row.getInt("log_index"),
                row.getString("transaction"),
                row.getTimestamp("happened_at").toInstant());
    }

    private static ContractEvent event(ResultSet row) throws SQLException {
        int milestone = row.getInt("milestone");
        String party = row.getString("party");
        String kind = row.getString("kind");
        return switch (kind) {
            case "FUNDED" -> new ContractEvent.Funded(party, amount(row));
            case "VOTED" -> new ContractEvent.Voted(milestone, party, row.getString("uid"), value(row));
            case "VOTE_WITHDRAWN" -> new ContractEvent.VoteWithdrawn(milestone, party, row.getString("uid"));
            case "ATTESTED" -> new ContractEvent.Attested(milestone, value(row));
            case "REVOKED" -> new ContractEvent.Revoked(milestone, party, row.getString("uid"));
            case "CHALLENGED" -> new ContractEvent.Challenged(milestone, party, value(row), amount(row));
            case "BOND_RETURNED" -> new ContractEvent.BondReturned(milestone, party, amount(row));
            case "BOND_LOST" -> new ContractEvent.BondLost(milestone, party, amount(row), rest(row));
            case "UNDISPUTED_PAID" -> new ContractEvent.UndisputedPaid(milestone, amount(row));
            case "OFFERED" -> new ContractEvent.Offered(milestone, party, amount(row));
            case "AGREED" -> new ContractEvent.Agreed(milestone, amount(row));
            case "DECIDED" -> new ContractEvent.Decided(milestone, value(row));
            case "SETTLED" -> new ContractEvent.Settled(milestone, value(row), amount(row), rest(row));
            case "EXPIRED" -> new ContractEvent.Expired(milestone, rest(row));
            case "CREDITED" -> new ContractEvent.Credited(party, amount(row));
            case "HELD_BACK" -> new ContractEvent.HeldBack(amount(row));
            case "RELEASED" -> new ContractEvent.Released(amount(row));
            case "WITHDRAWN" -> new ContractEvent.Withdrawn(party, amount(row));
            default -> throw new IllegalStateException("index_contract_event has an unknown kind: " + kind);
        };
    }

    private static BigInteger amount(ResultSet row) throws SQLException {
        return row.getBigDecimal("amount").toBigIntegerExact();
    }

    private static BigInteger rest(ResultSet row) throws SQLException {
        return row.getBigDecimal("rest").toBigIntegerExact();
    }

    private static BigInteger value(ResultSet row) throws SQLException {
        return row.getBigDecimal("value").toBigIntegerExact();
    }
}
