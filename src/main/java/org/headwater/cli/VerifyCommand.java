// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.headwater.audit.ClaimAudit;
import org.headwater.audit.DocumentAudit;
import org.headwater.audit.NotReachable;
import org.headwater.audit.PublishedFiles;
import org.headwater.audit.RemoteChain;
import org.headwater.audit.Report;
import org.headwater.chain.Anchors;
import org.headwater.document.InvalidDocument;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.GatewayReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

/** Examines a claim from a chain and published bytes alone, or a document and its ancestors, without database and service. */
@Command(
        name = "verify",
        description = "Recompute a claim from chain and IPFS alone: exit 0 if nothing is false, 6 if something is.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    static final int NOTHING_FALSE = 0;
    static final int NOT_REACHABLE = 1;
    static final int SOMETHING_FALSE = 6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CLAIM|CID",
            converter = SubjectName.class,
            description =
                    "The claim: chainId-contract-tokenId. Or the CID of a document: then only the document and its"
                            + " ancestors are examined, and no chain.")
    @SuppressWarnings("NullAway.Init")
    private Subject subject;

    @Option(
            names = "--rpc",
            converter = HttpAddress.class,
            paramLabel = "URL",
            description = "JSON-RPC address of a node; give several, and all have to agree. A claim needs one.")
    private List<URI> nodes = List.of();

    @Option(
            names = "--gateway",
            converter = HttpAddress.class,
            paramLabel = "URL",
            description =
                    "An IPFS gateway; it is not believed, every byte is hashed. Several are asked in their order.")
    private List<URI> gateways = List.of();

    @Option(
            names = "--car",
            paramLabel = "FILE",
            description = "An archive of published files (CARv1), asked before any gateway; not believed either.")
    private List<Path> archives = List.of();

    @Option(
            names = "--save-car",
            paramLabel = "FILE",
            description = "Write every file that was read to an archive, with which --car does without a gateway.")
    private @Nullable Path saved;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "The contracts that you believe in (schemas/anchors.schema.json).")
    private @Nullable Path anchorsFile;

    @Option(names = "--json", description = "Print JSON (schemas/audit-report.schema.json) instead of a list.")
    private boolean json;

    /** What is examined. */
    sealed interface Subject {
        record OfChain(ClaimId claim) implements Subject {}

        record OfFiles(Cid document) implements Subject {}
    }

    @Override
    public Integer call() {
        requireSources();
        var anchors = CompletableFuture.supplyAsync(
                this::anchors, reading -> Thread.ofPlatform().daemon().start(reading));
        PublishedFiles files = new PublishedFiles(
                archives,
                gateways.stream()
                        .map(gateway -> gatewayReader(spec.commandLine(), List.of(gateway)))
                        .toList());
        try {
            Report report = switch (subject) {
                case Subject.OfChain(ClaimId claim) -> examine(claim, files, anchors);
                case Subject.OfFiles(Cid document) -> DocumentAudit.examine(document, files);
            };
            print(report);
            save(files);
            return report.ok() ? NOTHING_FALSE : SOMETHING_FALSE;
        } catch (NotReachable e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_REACHABLE;
        }
    }

    /** The anchors are read while the nodes are asked where they are; what is wrong with the file is told first. */
    private Report examine(ClaimId claim, PublishedFiles files, CompletableFuture<Optional<Anchors>> anchors) {
        try (RemoteChain chain = RemoteChain.at(nodes)) {
            return ClaimAudit.examine(claim, chain, files, read(anchors));
        }
    }

    private static Optional<Anchors> read(CompletableFuture<Optional<Anchors>> anchors) {
        try {
            return anchors.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ParameterException wrong ? wrong : e;
        }
    }

    private void requireSources() {
        require(!archives.isEmpty() || !gateways.isEmpty(), "Missing required option: '--gateway' or '--car'");
        boolean onChain = subject instanceof Subject.OfChain;
        require(
                !onChain || !nodes.isEmpty(),
                "Missing required option: '--rpc'; only a CID is examined without a node");
        require(
                onChain || nodes.isEmpty(),
                "Option '--rpc' is of no use with a CID; name the claim to examine its chain");
        for (Path archive : archives) {
            require(Files.isReadable(archive), "Invalid value for option '--car': cannot read " + archive);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? indented(report) : report.text());
        out.flush();
    }

    static String indented(Object report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private void save(PublishedFiles files) {
        if (saved == null) {
            return;
        }
        try {
            files.save(saved);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--save-car': cannot write " + saved + ": " + e, e);
        }
    }

    /** The reader of what {@code --gateway} names. */
    static GatewayReader gatewayReader(CommandLine command, List<URI> gateways) {
        try {
            return new GatewayReader(gateways);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "Invalid value for option '--gateway': " + e.getMessage(), e);
        }
    }

    private Optional<Anchors> anchors() {
        return Optional.ofNullable(anchorsFile).map(file -> readAnchors(spec.commandLine(), file));
    }

    /** @throws ParameterException if they cannot be used */
    static Anchors readAnchors(CommandLine command, Path file) {
        try {
            return Anchors.read(file);
        } catch (IOException e) {
            throw new ParameterException(command, "Invalid value for option '--anchors': cannot read " + file, e);
        } catch (InvalidDocument e) {
            throw new ParameterException(
                    command, "Invalid value for option '--anchors': %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    static TypeConversionException notAllowed(String value, String allowed) {
        return new TypeConversionException("%s is not allowed; allowed: %s".formatted(value, allowed));
    }

    static final class SubjectName implements ITypeConverter<Subject> {
        @Override
        public Subject convert(String value) {
            return value.startsWith("b")
                    ? parse(value, text -> new Subject.OfFiles(Cid.parse(text)), "the CID of a document")
                    : parse(value, text -> new Subject.OfChain(ClaimId.parse(text)), "chainId-contract-tokenId");
        }

        private static Subject parse(String value, Function<String, Subject> parser, String allowed) {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw notAllowed(value, allowed + " (" + e.getMessage() + ")");
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
