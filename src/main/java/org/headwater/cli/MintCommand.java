// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.MintCall;
import org.headwater.ipfs.Cid;
import org.web3j.abi.EventEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The owner mints the claim on metadata that are on IPFS already, with its own key. */
@Command(
        name = "mint",
        description = "Mint a hypercert on published metadata, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MintCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Option(names = "--chain", required = true, paramLabel = "ID", description = "The chain that it is signed for.")
    private long chainId;

    @Option(
            names = "--hypercerts",
            required = true,
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The hypercerts contract.")
    @SuppressWarnings("NullAway.Init")
    private String hypercerts;

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
        try (PartyAccount account = key.open(chainId)) {
            long nonce = account.nonce();
            Optional<BigInteger> present = minted(account);
            BigInteger claim = present.isPresent() ? present.get() : mint(account, nonce);
            key.print(Map.of(
                    "claim", new ClaimId(chainId, hypercerts, claim).toString(), "alreadyMinted", present.isPresent()));
            return 0;
        }
    }

    /** The URI is not indexed, so the events are read; a claim of the same content by anybody counts. */
    private Optional<BigInteger> minted(PartyAccount account) {
        String signature = EventEncoder.encode(HypercertMinter.CLAIMSTORED_EVENT);
        return account.newestLogs(hypercerts, signature, lookBack).stream()
                .map(HypercertMinter::getClaimStoredEventFromLog)
                .filter(stored -> stored.uri.equals(metadata.uri()))
                .map(stored -> stored.claimID)
                .findFirst();
    }

    private BigInteger mint(PartyAccount account, long nonce) {
        PartyCall call = MintCall.of(hypercerts, account.address(), units, metadata);
        SentTransaction sent = key.signAndSend(account, call, nonce);
        return HypercertMinter.getClaimStoredEvents(sent.receipt()).getFirst().claimID;
    }
}
