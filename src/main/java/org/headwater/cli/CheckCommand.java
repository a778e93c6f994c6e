// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwater.audit.DeploymentCheck;
import org.headwater.audit.DeploymentReport;
import org.headwater.audit.NotReachable;
import org.headwater.audit.RemoteChain;
import org.headwater.chain.Anchors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that configured contracts are what they are said to be. */
@Command(
        name = "check",
        description =
                "Check that contracts are what they are said to be: exit 0 if nothing is false, 6 if something is,"
                        + " 1 if a node does not answer.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--rpc",
            required = true,
            converter = VerifyCommand.HttpAddress.class,
            paramLabel = "URL",
            description = "JSON-RPC address of a node; give several, and all have to agree.")
    @SuppressWarnings("NullAway.Init")
    private List<URI> nodes;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "The contracts to check (schemas/anchors.schema.json).")
    private @Nullable Path anchorsFile;

    @Option(
            names = "--chain",
            paramLabel = "ID",
            description = "Without anchors: the chain on which hypercerts and attestation service are checked.")
    private @Nullable Long chainId;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PublicContracts contracts;

    @Option(names = "--json", description = "Print JSON (schemas/deployment-report.schema.json) instead of a list.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        try {
            return print(command, report(command), json);
        } catch (NotReachable e) {
            command.getErr().println(e.getMessage());
            return VerifyCommand.NOT_REACHABLE;
        }
    }

    private DeploymentReport report(CommandLine command) {
        if (anchorsFile != null) {
            if (chainId != null || !contracts.absent()) {
                throw new ParameterException(
                        command, "Option '--anchors' names chain and contracts already; give no others");
            }
            return report(nodes, VerifyCommand.readAnchors(command, anchorsFile));
        }
        if (chainId == null) {
            throw new ParameterException(command, "Missing required option: '--anchors' or '--chain'");
        }
        return report(command, nodes, chainId, contracts);
    }

    static DeploymentReport report(List<URI> nodes, Anchors anchors) {
        try (RemoteChain chain = RemoteChain.at(nodes)) {
            return DeploymentCheck.examine(chain, anchors);
        }
    }

    static DeploymentReport report(CommandLine command, List<URI> nodes, long chainId, PublicContracts contracts) {
        String hypercerts = contracts.hypercerts(command, chainId);
        String eas = contracts.eas(command, chainId);
        String schemaRegistry = contracts.schemaRegistry(command, chainId);
        try (RemoteChain chain = RemoteChain.at(nodes)) {
            return DeploymentCheck.examine(chain, chainId, hypercerts, eas, schemaRegistry);
        }
    }

    /** Prints a report and gives the exit code that says whether something is false. */
    static int print(CommandLine command, DeploymentReport report, boolean json) {
        PrintWriter out = command.getOut();
        out.println(json ? VerifyCommand.indented(report) : report.text());
        out.flush();
        return report.ok() ? VerifyCommand.NOTHING_FALSE : VerifyCommand.SOMETHING_FALSE;
    }
}
