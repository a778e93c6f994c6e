// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.headwater.audit.DeploymentReport;
import org.headwater.chain.Anchors;
import org.headwater.chain.DeploymentRecord;
import org.headwater.chain.DeploymentTerms;
import org.headwater.chain.OwnDeployment;
import org.headwater.chain.PartyAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Somebody deploys our contracts on a chain, with a key and money of their own. */
@Command(
        name = "deploy",
        description =
                "Deploy the registry of verifiers, the resolvers, the escrow factory and their schemas, signed here"
                        + " with your own key; an interrupted run goes on when it is repeated.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DeployCommand implements Callable<Integer> {

    private static final int DECIMALS_OF_ETHER = 18;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Option(names = "--chain", required = true, paramLabel = "ID", description = "The chain to deploy on.")
    private long chainId;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PublicContracts contracts;

    @Option(
            names = "--elector",
            required = true,
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "Who accredits verifiers, 1 to 20 of them; give the option for each.")
    @SuppressWarnings("NullAway.Init")
    private List<String> electors;

    @Option(names = "--threshold", required = true, description = "How many of them must say the same: more than half.")
    private int threshold;

    @Option(
            names = "--treasury",
            required = true,
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "Gets half of each losing bond.")
    @SuppressWarnings("NullAway.Init")
    private String treasury;

    @Option(
            names = "--minimum-challenge-window",
            defaultValue = "P1D",
            paramLabel = "DURATION",
            description = "Of every performance contract (ISO 8601, default and least: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration minimumChallengeWindow;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Token token;

    @Option(
            names = "--from-block",
            paramLabel = "NUMBER",
            description =
                    "A block before the first event of any of the contracts; default: that of the known hypercerts"
                            + " contract, or the newest.")
    private @Nullable Long fromBlock;

    @Option(
            names = "--anchors",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where the contracts are written to (schemas/anchors.schema.json), for the service, verify and"
                            + " check; what was sent is kept beside it in FILE.record.")
    @SuppressWarnings("NullAway.Init")
    private Path anchorsFile;

    /** What pays. */
    private static final class Token {

        @Option(
                names = "--token",
                converter = EthereumAddress.class,
                paramLabel = "ADDRESS",
                description = "The ERC-20 that pays.")
        private @Nullable String address;

        @Option(names = "--demonstration-token", description = "Deploy play money instead, which your key mints.")
        private boolean demonstration;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        DeploymentTerms terms = terms(command);
        DeploymentReport before = CheckCommand.report(command, key.nodes(), chainId, contracts);
        if (!before.ok()) {
            command.getErr().println("nothing was signed, for these are not what they have to be:");
            return CheckCommand.print(command, before, false);
        }
        Path recordFile = anchorsFile.resolveSibling(anchorsFile.getFileName() + ".record");
        try (PartyAccount account = key.open(chainId);
                DeploymentRecord record = DeploymentRecord.open(recordFile)) {
            OwnDeployment deployment = plan(command, account, terms, record);
            show(command.getErr(), account, deployment);
            if (!deployment.complete()) {
                key.requireConsent();
            }
            Anchors anchors = deployment.carryOut(key.depth(), key.patience(), step -> {
                command.getErr().printf("done: %s at %s%n", step.name(), step.result());
                command.getErr().flush();
            });
            anchors.write(anchorsFile);
            command.getErr().println("anchors: " + anchorsFile);
            return CheckCommand.print(command, CheckCommand.report(key.nodes(), anchors), false);
        }
    }

    private DeploymentTerms terms(CommandLine command) {
        try {
            return new DeploymentTerms(
                    chainId,
                    contracts.hypercerts(command, chainId),
                    contracts.eas(command, chainId),
                    contracts.schemaRegistry(command, chainId),
                    electors,
                    threshold,
                    treasury,
                    minimumChallengeWindow,
                    token.demonstration ? null : token.address);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "Invalid value for option '--" + e.getMessage(), e);
        }
    }

    private OwnDeployment plan(
            CommandLine command, PartyAccount account, DeploymentTerms terms, DeploymentRecord record) {
        try {
            OptionalLong first = fromBlock == null ? OptionalLong.empty() : OptionalLong.of(fromBlock);
            return OwnDeployment.plan(account, terms, record, first, key.patience());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private void show(PrintWriter talk, PartyAccount account, OwnDeployment deployment) {
        talk.printf("To be signed by %s for chain %d, in this order:%n", account.address(), chainId);
        for (OwnDeployment.Step step : deployment.steps()) {
            String state = step.done() ? "done" : "nonce %d, gas at most %d".formatted(step.nonce(), step.gas());
            talk.printf("  %-26s  %s  %s%n", step.name(), step.result(), state);
        }
        BigInteger gas =
                deployment.steps().stream().map(OwnDeployment.Step::gas).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger bound = gas.multiply(key.maximumFee().movePointRight(9).toBigInteger());
        talk.printf(
                "  gas in all at most %d: %s ether at the fees of now, never more than %s%n",
                gas, ether(deployment.cost()), ether(bound));
        talk.flush();
    }

    private static String ether(BigInteger wei) {
        return new BigDecimal(wei, DECIMALS_OF_ETHER).stripTrailingZeros().toPlainString();
    }
}
