// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwater.chain.PartyAccount;
import org.headwater.payout.Deposit;
import org.headwater.payout.Escrow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A payer deposits into a performance contract, with its own key. */
@Command(
        name = "fund",
        description = "Deposit into a performance contract and so agree to its terms, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FundCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EscrowOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Option(
            names = "--deposit",
            paramLabel = "UNITS",
            description =
                    "What you want to have deposited in all, in base units of the token; what you have deposited before"
                            + " counts (default: all that is missing).")
    private @Nullable BigInteger whole;

    @Override
    public Integer call() throws IOException {
        try (PartyAccount account = key.open(options.chainId())) {
            Escrow escrow = options.escrow(account);
            Deposit deposit = escrow.deposit(account.address(), whole);
            options.show(key, deposit.terms(), deposit.lines());
            List<String> transactions = options.signAll(key, account, deposit::next);
            key.print(Map.of(
                    "contract", options.contract(),
                    "terms", deposit.terms().hash(),
                    "payer", account.address(),
                    "deposit", deposit.present().toString(),
                    "transactions", transactions));
            return 0;
        }
    }
}
