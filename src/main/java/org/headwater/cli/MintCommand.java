// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwater.audit.DocumentAudit;
import org.headwater.audit.MintTerms;
import org.headwater.audit.PublishedFiles;
import org.headwater.audit.Report;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.MintCall;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.EventEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The owner mints the claim on metadata that are on IPFS already, with its own key. */
@Command(
        name = "mint",
        description = "Mint a hypercert on published metadata, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MintCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Option(names = "--chain", required = true, paramLabel = "ID", description = "The chain that it is signed for.")
    private long chainId;

    @Option(
            names = "--hypercerts",
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The hypercerts contract; known on Sepolia and Base Sepolia.")
    private @Nullable String givenHypercerts;

    @Option(
            names = "--metadata",
            required = true,
            converter = ContentIdentifier.class,
            paramLabel = "CID",
            description = "The claim's metadata.")
    @SuppressWarnings("NullAway.Init")
    private Cid metadata;

    @Option(names = "--units", required = true, description = "Units of the claim, > 0.")
    @SuppressWarnings("NullAway.Init")
    private BigInteger units;

    @Option(
            names = "--look-back",
            defaultValue = "5000",
            paramLabel = "BLOCKS",
            description = "Blocks searched for a claim on the same metadata, which is not minted twice"
                    + " (default: ${DEFAULT-VALUE}).")
    private long lookBack;

    @Option(
            names = "--gateway",
            converter = VerifyCommand.HttpAddress.class,
            paramLabel = "URL",
            description =
                    "An IPFS gateway, or several, from which the metadata and what they name are read and recomputed"
                            + " before anything is signed. An allow list is minted only so.")
    private List<URI> gateways = List.of();

    @Override
    public Integer call() throws IOException {
        if (units.signum() <= 0) {
            throw refused("--units", units + "; allowed: a whole number > 0");
        }
        Optional<byte[]> allowListRoot = Optional.empty();
        if (gateways.isEmpty()) {
            spec.commandLine().getErr().println("no --gateway: the metadata are minted on as they are, unread");
        } else {
            PublishedFiles files =
                    new PublishedFiles(List.of(), List.of(VerifyCommand.gatewayReader(spec.commandLine(), gateways)));
            Report report = DocumentAudit.examine(metadata, files);
            if (!report.ok()) {
                spec.commandLine().getErr().println(report.text());
                return VerifyCommand.SOMETHING_FALSE;
            }
            MintTerms terms = MintTerms.of(metadata, files);
            requireUnits(terms.units());
            allowListRoot = terms.allowListRoot();
        }
        return call(allowListRoot);
    }

    private int call(Optional<byte[]> allowListRoot) throws IOException {
        String hypercerts = KnownAddress.of(
                spec.commandLine(), "--hypercerts", givenHypercerts, chainId, KnownDeployment::hypercerts);
        try (PartyAccount account = key.open(chainId)) {
            long nonce = account.nextNonce();
            Optional<BigInteger> present = minted(account, hypercerts);
            BigInteger claim = present.isPresent()
                    ? present.get()
                    : mint(account, MintCall.of(hypercerts, account.address(), units, metadata, allowListRoot), nonce);
            key.print(Map.of(
                    "claim", new ClaimId(chainId, hypercerts, claim).toString(), "alreadyMinted", present.isPresent()));
            return 0;
        }
    }

    /**
     * The URI is not indexed, so the events are read. What others have minted on the same metadata does not count: anybody can
     * read them there, and would keep the owner from minting.
     */
    private Optional<BigInteger> minted(PartyAccount account, String hypercerts) {
        String signature = EventEncoder.encode(HypercertMinter.CLAIMSTORED_EVENT);
        return account.newestLogs(hypercerts, signature, lookBack).stream()
                .map(HypercertMinter::getClaimStoredEventFromLog)
                .filter(stored -> stored.uri.equals(metadata.uri()))
                .filter(stored -> account.sent(stored.log.getTransactionHash()))
                .map(stored -> stored.claimID)
                .findFirst();
    }

    private void requireUnits(BigInteger stated) {
        if (!units.equals(stated)) {
            throw refused("--units", "%s; allowed: %s, as the project says".formatted(units, stated));
        }
    }

    private ParameterException refused(String option, @Nullable String what) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '%s': %s".formatted(option, what));
    }

    private BigInteger mint(PartyAccount account, PartyCall call, long nonce) {
        SentTransaction sent = key.signAndSend(account, call, nonce);
        return HypercertMinter.getClaimStoredEvents(sent.receipt()).getFirst().claimID;
    }
}
