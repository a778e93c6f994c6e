// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.Json;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The owner mints the claim on metadata that are on IPFS already, with its own key. */
@Command(
        name = "mint",
        description = "Mint a hypercert on published metadata, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MintCommand implements Callable<Integer> {

    /** {@code FromCreatorOnly} of the hypercerts contract. */
    private static final BigInteger FROM_CREATOR_ONLY = BigInteger.TWO;

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

    @Override
    public Integer call() throws IOException {
        String hypercerts = KnownAddress.of(
                spec.commandLine(), "--hypercerts", givenHypercerts, chainId, KnownDeployment::hypercerts);
        try (PartyAccount account = key.open(spec.commandLine(), chainId)) {
            Optional<BigInteger> present = minted(account, hypercerts);
            BigInteger claim = present.isPresent() ? present.get() : mint(account, hypercerts);
            String result = Json.mapper()
                    .writeValueAsString(Map.of(
                            "claim", new ClaimId(chainId, hypercerts, claim).toString(),
                            "alreadyMinted", present.isPresent()));
            spec.commandLine().getOut().println(result);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /** The URI is not indexed, so the events are read; a claim of the same content by anybody counts. */
    private Optional<BigInteger> minted(PartyAccount account, String hypercerts) {
        String signature = EventEncoder.encode(HypercertMinter.CLAIMSTORED_EVENT);
        return account.newestLogs(hypercerts, signature, lookBack).stream()
                .map(HypercertMinter::getClaimStoredEventFromLog)
                .filter(stored -> stored.uri.equals(metadata.uri()))
                .map(stored -> stored.claimID)
                .findFirst();
    }

    private BigInteger mint(PartyAccount account, String hypercerts) {
        var function = new Function(
                HypercertMinter.FUNC_MINTCLAIM,
                List.of(
                        new Address(account.address()),
                        new Uint256(units),
                        new Utf8String(metadata.uri()),
                        new Uint8(FROM_CREATOR_ONLY)),
                List.of());
        String meaning = "mintClaim(account %s, units %s, uri %s, restrictions FromCreatorOnly)"
                .formatted(account.address(), units, metadata.uri());
        SentTransaction sent =
                key.signAndSend(spec.commandLine(), account, hypercerts, meaning, FunctionEncoder.encode(function));
        spec.commandLine().getErr().printf("transaction %s in block %s%n", sent.hash(), sent.blockNumber());
        return HypercertMinter.getClaimStoredEvents(sent.receipt()).getFirst().claimID;
    }
}
