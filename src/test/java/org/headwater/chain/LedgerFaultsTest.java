// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.headwater.DatabaseFault;
import org.headwater.EmbeddedParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;

/** A database that fails in the middle of what must not be done by half: nothing is sent, and the next try does it once. */
@Tag("soak")
class LedgerFaultsTest {

    private TestChain chain;
    private ChainRoom room;
    private String token;

    @BeforeEach
    void open() throws Exception {
        chain = TestChain.start();
        room = chain.open(Map.of());
        token = chain.deployToken(room);
    }

    @AfterEach
    void close() throws Exception {
        room.close();
        chain.close();
    }

    @ParameterizedTest
    @EnumSource
    void intentThatCannotBeStoredIsNotSentAndTakesNoNonce(DatabaseFault.Kind kind) {
        long nonce = chain.nonce(chain.relay().getAddress());
        Intent intent = TestChain.mint("stored", token, 1);
        try (var fault = fault(kind, "insert")) {
            assertThat(fault).isNotNull();
            assertThatThrownBy(() -> room.transactions().submit(intent))
                    .isInstanceOfAny(DataAccessResourceFailureException.class, TransactionSystemException.class);
        }
        assertThat(room.ledger().find("stored")).isEmpty();
        chain.mine(1);
        assertThat(chain.units(token, 1)).isZero();

        room.transactions().submit(intent);
        chain.mine(TestChain.DEPTH);
        room.transactions().advanceAll();

        assertThat(room.ledger().find("stored").orElseThrow().state()).isEqualTo(StoredTransaction.State.FINAL);
        assertThat(chain.units(token, 1)).isEqualTo(1);
        assertThat(chain.nonce(chain.relay().getAddress())).isEqualTo(nonce + 1);
    }

    @ParameterizedTest
    @EnumSource
    void outcomeThatCannotBeStoredIsFoundAgain(DatabaseFault.Kind kind) {
        room.transactions().submit(TestChain.mint("outcome", token, 2));
        chain.mine(TestChain.DEPTH);
        try (var fault = fault(kind, "update")) {
            assertThat(fault).isNotNull();
            assertThatThrownBy(() -> room.transactions().advanceAll())
                    .isInstanceOfAny(DataAccessResourceFailureException.class, TransactionSystemException.class);
        }
        assertThat(room.ledger().find("outcome").orElseThrow().state()).isEqualTo(StoredTransaction.State.SENT);

        room.transactions().advanceAll();

        assertThat(room.ledger().find("outcome").orElseThrow().state()).isEqualTo(StoredTransaction.State.FINAL);
        assertThat(chain.units(token, 2)).isEqualTo(1);
    }

    private DatabaseFault fault(DatabaseFault.Kind kind, String moment) {
        return new DatabaseFault(
                EmbeddedParts.get(JdbcClient.class), kind, moment, "chain_transaction", "new.chain_id = " + chain.id());
    }
}
