// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.document.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that signs with the party's own key: where the key is, where to send, how long to wait. */
final class OwnKey {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--rpc",
            required = true,
            converter = VerifyCommand.HttpAddress.class,
            paramLabel = "URL",
            description = "JSON-RPC address of a node; give several, and two have to agree.")
    @SuppressWarnings("NullAway.Init")
    private List<URI> nodes;

    @Option(
            names = "--keystore",
            required = true,
            paramLabel = "FILE",
            description = "Your key file (keystore version 3).")
    @SuppressWarnings("NullAway.Init")
    private Path keystore;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is its password; without it the console asks.")
    private @Nullable Path passwordFile;

    @Option(names = "--yes", description = "Sign without asking, after what is signed was shown.")
    private boolean yes;

    @Option(
            names = "--max-fee",
            defaultValue = "300",
            paramLabel = "GWEI",
            description = "The most to pay for a unit of gas (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private BigDecimal maximumFee;

    @Option(
            names = "--depth",
            defaultValue = "1",
            paramLabel = "BLOCKS",
            description = "Blocks to wait for, the one of the transaction included (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--wait",
            defaultValue = "PT10M",
            paramLabel = "DURATION",
            description = "How long (ISO 8601, default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration patience;

    PartyAccount open(long chainId) throws IOException {
        if (depth < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--depth': %d; allowed: ≥ 1".formatted(depth));
        }
        requireReadable("--keystore", keystore);
        if (passwordFile != null) {
            requireReadable("--password-file", passwordFile);
        }
        List<String> urls = nodes.stream().map(URI::toString).toList();
        return PartyAccount.open(urls, chainId, keystore, password(), maximumFee);
    }

    private void requireReadable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '%s': %s; allowed: a file that can be read".formatted(option, file));
        }
    }

    private String password() throws IOException {
        if (passwordFile != null) {
            return Files.readAllLines(passwordFile).stream().findFirst().orElse("");
        }
        char[] typed = terminal("--password-file").readPassword("Password of %s: ", keystore);
        return typed == null ? "" : new String(typed);
    }

    /** Whether the party has said beforehand that nobody is to be asked. */
    boolean unasked() {
        return yes;
    }

    /** Shows what is to be signed, in words and bytes, and signs and sends it if the party agrees. */
    SentTransaction signAndSend(PartyAccount account, PartyCall call, long nonce) {
        return signAndSend(account, call, nonce, depth);
    }

    /** As {@link #signAndSend(PartyAccount, PartyCall, long)} for a call that another one follows, so that a block is enough. */
    SentTransaction signAndSendFirst(PartyAccount account, PartyCall call, long nonce) {
        return signAndSend(account, call, nonce, 1);
    }

    private SentTransaction signAndSend(PartyAccount account, PartyCall call, long nonce, int blocks) {
        PartyAccount.Unsigned unsigned = account.compose(call, nonce);
        PrintWriter talk = spec.commandLine().getErr();
        talk.printf(
                "To be signed by %s for chain %d, nonce %d:%n", unsigned.from(), unsigned.chainId(), unsigned.nonce());
        talk.printf("  contract  %s%n", unsigned.to());
        talk.printf("  call      %s%n", call.meaning());
        talk.printf("  data      %s%n", unsigned.data());
        talk.printf(
                "  gas       at most %d, at most %s ether%n",
                unsigned.gas(), unsigned.ether().toPlainString());
        talk.flush();
        requireConsent();
        return account.send(unsigned, blocks, patience);
    }

    /** The nodes that are asked. */
    List<URI> nodes() {
        return nodes;
    }

    int depth() {
        return depth;
    }

    Duration patience() {
        return patience;
    }

    /** The most that is paid for a unit of gas, in 10⁹ wei. */
    BigDecimal maximumFee() {
        return maximumFee;
    }

    /** @throws ParameterException if the party does not agree to what was shown */
    void requireConsent() {
        if (yes) {
            return;
        }
        String answer = terminal("--yes").readLine("Sign and send? [y/N] ");
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new ParameterException(spec.commandLine(), "Not signed");
        }
    }

    private Console terminal(String instead) {
        @Nullable Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new ParameterException(spec.commandLine(), "There is no terminal to ask at; give " + instead);
        }
        return console;
    }

    /** Prints what became of it, as JSON. */
    void print(Map<String, ?> result) {
        PrintWriter output = spec.commandLine().getOut();
        output.println(Json.mapper().writeValueAsString(result));
        output.flush();
    }
}
