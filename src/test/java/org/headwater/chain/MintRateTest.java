// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.headwater.EmbeddedParts;
import org.headwater.chain.contract.HypercertMinter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.abi.EventEncoder;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * Claims minted one after another through one key for {@code headwater.soak.mint-seconds}; prints the rate, which a busy
 * machine lowers, and holds only that nothing is missing.
 */
@Tag("soak")
class MintRateTest {

    private static final int SECONDS = Integer.getInteger("headwater.soak.mint-seconds", 1);
    private static final String MINTER = "rate-minter";

    @Test
    void everyMintIsOneClaimAndItsStatesAreStored() {
        Chain chain = EmbeddedParts.get(Chain.class);
        Transactions transactions = EmbeddedParts.get(Transactions.class);
        String hypercerts =
                EmbeddedParts.get(ContractDeployments.class).ensure().hypercerts();
        var contract = HypercertMinter.load(hypercerts, chain.web3j(), chain.reader(), new DefaultGasProvider());
        String minter = EmbeddedParts.get(Keyring.class).address(MINTER);
        String stored = EventEncoder.encode(HypercertMinter.CLAIMSTORED_EVENT);
        int before = chain.logs(hypercerts, stored).size();
        long begin = System.nanoTime();
        int minted = 0;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(SECONDS)) {
            String call = contract.mintClaim(minter, BigInteger.TEN, "ipfs://rate/" + minted, BigInteger.ZERO)
                    .encodeFunctionCall();
            transactions.execute(Intent.call("rate/" + minted, MINTER, hypercerts, call));
            minted++;
        }
        double minutes = (System.nanoTime() - begin) / 60e9;
        System.out.printf("%d mints in %.2f min through one key: %.0f per minute%n", minted, minutes, minted / minutes);
        assertThat(chain.logs(hypercerts, stored)).hasSize(before + minted);
        assertThat(EmbeddedParts.get(JdbcClient.class)
                        .sql("""
                            select string_agg(event, ' ' order by t.version) as events from chain_transaction x
                            join chain_transition t using (sequence) where x.intent_key like 'rate/%' group by x.sequence
                            """)
                        .query(String.class)
                        .list())
                .hasSize(minted)
                .containsOnly("SIGNED SENT INCLUDED FINAL");
    }
}
