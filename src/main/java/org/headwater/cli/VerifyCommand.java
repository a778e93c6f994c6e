// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwater.audit.Anchors;
import org.headwater.audit.ClaimAudit;
import org.headwater.audit.NotReachable;
import org.headwater.audit.RemoteChain;
import org.headwater.audit.Report;
import org.headwater.document.InvalidDocument;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.GatewayReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Examines a claim from a chain and an IPFS gateway alone, without database and without this service. */
@Command(
        name = "verify",
        description = "Recompute a claim from chain and IPFS alone: exit 0 if nothing is false, 6 if something is.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    private static final int NOTHING_FALSE = 0;
    private static final int NOT_REACHABLE = 1;
    private static final int SOMETHING_FALSE = 6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CLAIM",
            converter = Claim.class,
            description = "The claim: chainId-contract-tokenId.")
    @SuppressWarnings("NullAway.Init")
    private ClaimId claim;

    @Option(
            names = "--rpc",
            required = true,
            converter = HttpAddress.class,
            paramLabel = "URL",
            description = "JSON-RPC address of a node; give several, and all have to agree.")
    @SuppressWarnings("NullAway.Init")
    private List<URI> nodes;

    @Option(
            names = "--gateway",
            required = true,
            converter = HttpAddress.class,
            paramLabel = "URL",
            description = "An IPFS gateway; it is not believed, every byte is hashed.")
    @SuppressWarnings("NullAway.Init")
    private URI gateway;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "The contracts that you believe in (schemas/anchors.schema.json).")
    private @Nullable Path anchorsFile;

    @Option(names = "--json", description = "Print JSON instead of a list.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<Anchors> anchors = anchors();
        GatewayReader reader = gatewayReader();
        try (RemoteChain chain = RemoteChain.at(nodes)) {
            Report report = ClaimAudit.examine(claim, chain, reader, anchors);
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    json
                            ? JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(report)
                            : report.text());
            out.flush();
            return report.ok() ? NOTHING_FALSE : SOMETHING_FALSE;
        } catch (NotReachable e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_REACHABLE;
        }
    }

    private GatewayReader gatewayReader() {
        try {
            return new GatewayReader(gateway);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--gateway': " + e.getMessage(), e);
        }
    }

    private Optional<Anchors> anchors() {
        if (anchorsFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Anchors.read(anchorsFile));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--anchors': cannot read " + anchorsFile, e);
        } catch (InvalidDocument e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--anchors': %s: %s".formatted(anchorsFile, e.getMessage()),
                    e);
        }
    }

    static TypeConversionException notAllowed(String value, String allowed) {
        return new TypeConversionException("%s is not allowed; allowed: %s".formatted(value, allowed));
    }

    static final class Claim implements ITypeConverter<ClaimId> {
        @Override
        public ClaimId convert(String value) {
            try {
                return ClaimId.parse(value);
            } catch (IllegalArgumentException e) {
                throw notAllowed(value, "chainId-contract-tokenId (" + e.getMessage() + ")");
            }
        }
    }

    static final class HttpAddress implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            URI address = address(value);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!http || address.getHost() == null) {
                throw notAllowed(value, "an http or https address");
            }
            return address;
        }

        private static URI address(String value) {
            try {
                return URI.create(value);
            } catch (IllegalArgumentException e) {
                throw notAllowed(value, "an http or https address");
            }
        }
    }
}
