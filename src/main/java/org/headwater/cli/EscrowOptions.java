// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.payout.Escrow;
import org.headwater.payout.EscrowTerms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of a command by which a party to a performance contract acts on it, bound to the terms that it was shown. */
final class EscrowOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CONTRACT",
            converter = EthereumAddress.class,
            description = "The performance contract.")
    @SuppressWarnings("NullAway.Init")
    private String contract;

    @Option(names = "--chain", required = true, paramLabel = "ID", description = "The chain that it is signed for.")
    private long chainId;

    @Option(
            names = "--factory",
            required = true,
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The factory that you trust and that has to have created the contract.")
    @SuppressWarnings("NullAway.Init")
    private String factory;

    @Option(
            names = "--terms",
            converter = HashArgument.class,
            paramLabel = "HASH",
            description = "The hash of the terms that you have read; with --yes it has to be given.")
    private @Nullable String terms;

    long chainId() {
        return chainId;
    }

    String contract() {
        return contract;
    }

    Escrow escrow(PartyAccount account) {
        return Escrow.createdBy(factory, contract, account.reads());
    }

    /** Shows what the party agrees to, and refuses other terms than those that it has read before. */
    void show(OwnKey key, EscrowTerms found, List<String> lines) {
        PrintWriter talk = spec.commandLine().getErr();
        lines.forEach(talk::println);
        talk.flush();
        String hash = found.hash();
        if (terms == null && key.unasked()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing option '--terms', without which --yes agrees to nothing; the terms shown have " + hash);
        }
        if (terms != null && !terms.equalsIgnoreCase(hash)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--terms': %s; the terms on the chain have %s".formatted(terms, hash));
        }
    }

    /**
     * Signs one call after the other until the chain says that nothing is left to do. The nonce is read before the chain is
     * asked what is next, so that a call that got into a block in between is noticed and not made again.
     *
     * @param next what is to be signed, by what the chain says at that moment
     * @return the hashes of the transactions
     */
    List<String> signAll(OwnKey key, PartyAccount account, Supplier<Optional<PartyCall>> next) {
        List<String> hashes = new ArrayList<>();
        for (; ; ) {
            long nonce = account.nextNonce();
            Optional<PartyCall> call = next.get();
            if (call.isEmpty()) {
                return hashes;
            }
            boolean last = call.get().to().equals(contract);
            SentTransaction sent = last
                    ? key.signAndSend(account, call.get(), nonce)
                    : key.signAndSendFirst(account, call.get(), nonce);
            hashes.add(sent.hash());
        }
    }
}
