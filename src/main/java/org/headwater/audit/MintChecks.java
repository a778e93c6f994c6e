// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.hypercert.ClaimId;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Whether the claim exists, and who minted it. */
final class MintChecks {

    private static final int FRACTION_BITS = 128;

    private final RemoteChain chain;
    private final Findings findings;

    MintChecks(RemoteChain chain, Findings findings) {
        this.chain = chain;
        this.findings = findings;
    }

    Optional<Mint> mint(ClaimId claim, TrustRoot root) {
        return findings.establish(
                        Statement.CLAIM,
                        () -> stored(claim, root),
                        event -> "minted in %s with address %s".formatted(event.log.getTransactionHash(), event.uri))
                .flatMap(event -> findings.establish(
                        Statement.MINTER,
                        () -> minted(event, root),
                        mint -> "%s sent mintClaim itself".formatted(mint.minter())));
    }

    private HypercertMinter.ClaimStoredEventResponse stored(ClaimId claim, TrustRoot root) {
        List<Log> events = chain.events(
                root.hypercerts(),
                root.fromBlock(),
                HypercertMinter.CLAIMSTORED_EVENT,
                "0x" + TypeEncoder.encode(new Uint256(claim.tokenId())));
        Untrue.unless(
                events.size() == 1,
                "%d claims of number %s were stored up to block %s",
                events.size(),
                claim.tokenId(),
                chain.block());
        return HypercertMinter.getClaimStoredEventFromLog(events.getFirst());
    }

    /** A claim minted for an account by somebody else would show a creator who never agreed to it. */
    private Mint minted(HypercertMinter.ClaimStoredEventResponse event, TrustRoot root) {
        Transaction transaction = chain.transaction(event.log.getTransactionHash());
        Untrue.unless(
                root.hypercerts().equalsIgnoreCase(transaction.getTo()),
                "the claim was minted through %s, so that its transaction does not show who minted it",
                transaction.getTo());
        TransactionReceipt receipt = chain.receipt(transaction.getHash());
        requireOwner(receipt, event.claimID, transaction.getFrom());
        return new Mint(
                PublishedFiles.cidOfUri(event.uri),
                event.totalUnits,
                transaction.getFrom(),
                transaction.getHash(),
                receipt.getGasUsed(),
                chain.time(event.log));
    }

    /** The event of the claim's own number names nobody; those of its fractions name who got them. */
    private static void requireOwner(TransactionReceipt receipt, BigInteger claim, String sender) {
        List<String> owners = HypercertMinter.getTransferSingleEvents(receipt).stream()
                .filter(transfer -> transfer.id.compareTo(claim) > 0)
                .filter(transfer -> transfer.id.shiftRight(FRACTION_BITS).equals(claim.shiftRight(FRACTION_BITS)))
                .map(transfer -> transfer.to)
                .toList();
        Untrue.unless(
                !owners.isEmpty() && owners.stream().allMatch(sender::equalsIgnoreCase),
                "%s sent the transaction, but the units went to %s",
                sender,
                owners);
    }
}
