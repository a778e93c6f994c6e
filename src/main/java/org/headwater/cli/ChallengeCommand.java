// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwater.chain.PartyAccount;
import org.headwater.payout.Challenge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A payer or the beneficiary contests an attested value, with its own key. */
@Command(
        name = "challenge",
        description =
                "Contest the attested value of a milestone with another and a bond, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ChallengeCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EscrowOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Option(
            names = "--milestone",
            required = true,
            paramLabel = "N",
            description = "The milestone, as the contract counts: 0 is the first.")
    private int milestone;

    @Option(
            names = "--value",
            required = true,
            paramLabel = "X",
            description = "The attributable change that you say is right, at most 6 decimals.")
    @SuppressWarnings("NullAway.Init")
    private BigDecimal value;

    @Option(
            names = "--bond",
            paramLabel = "UNITS",
            description = "Your bond in base units of the token (default: that of the terms, the least).")
    private @Nullable BigInteger bond;

    @Override
    public Integer call() throws IOException {
        try (PartyAccount account = key.open(options.chainId())) {
            Challenge challenge = options.escrow(account).challenge(account.address(), milestone, value, bond);
            options.show(key, challenge.terms(), challenge.lines());
            List<String> transactions = options.signAll(key, account, challenge::next);
            key.print(Map.of(
                    "contract", options.contract(),
                    "milestone", milestone,
                    "value", value.toPlainString(),
                    "challenger", account.address(),
                    "transactions", transactions));
            return 0;
        }
    }
}
