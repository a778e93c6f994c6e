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
import org.web3j.utils.Numeric;

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
                        mint -> "%s called %s itself"
                                .formatted(
                                        mint.minter(),
                                        mint.allowListRoot().isPresent() ? "createAllowlist" : "mintClaim")));
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

    private Mint minted(HypercertMinter.ClaimStoredEventResponse event, TrustRoot root) {
        Transaction transaction = chain.transaction(event.log.getTransactionHash());
        TransactionReceipt receipt = chain.receipt(transaction.getHash());
        TransactionReceipt told = eventsOf(root.hypercerts(), receipt);
        Optional<String> allowListRoot = allowListRoot(told, event.claimID);
        return new Mint(
                PublishedFiles.cidOfUri(event.uri),
                event.totalUnits,
                minter(transaction, told, event.claimID, root, allowListRoot.isPresent()),
                allowListRoot,
                transaction.getHash(),
                event.log.getBlockNumber().longValueExact(),
                receipt.getGasUsed(),
                chain.time(event.log));
    }

    /** Any contract can emit an event that looks like one of the hypercerts contract. */
    private static TransactionReceipt eventsOf(String hypercerts, TransactionReceipt receipt) {
        TransactionReceipt told = new TransactionReceipt();
        told.setLogs(receipt.getLogs().stream()
                .filter(log -> log.getAddress().equalsIgnoreCase(hypercerts))
                .toList());
        return told;
    }

    private static Optional<String> allowListRoot(TransactionReceipt told, BigInteger claim) {
        return HypercertMinter.getAllowlistCreatedEvents(told).stream()
                .filter(created -> created.tokenID.equals(claim))
                .map(created -> Numeric.toHexString(created.root))
                .findFirst();
    }

    /**
     * A claim minted for an account by somebody else would show a creator who never agreed to it. {@code mintClaim} of the
     * hypercerts contract takes no other account than the caller's, so its events name the caller, a wallet contract too;
     * {@code createAllowlist} takes any account, so that only the sender of the transaction is known to have called it.
     */
    private String minter(
            Transaction transaction, TransactionReceipt told, BigInteger claim, TrustRoot root, boolean byAllowList) {
        String creator = creator(told, claim);
        if (root.hypercerts().equalsIgnoreCase(transaction.getTo())) {
            Untrue.unless(
                    creator.equalsIgnoreCase(transaction.getFrom()),
                    "%s sent the transaction, but the claim names %s as its creator",
                    transaction.getFrom(),
                    creator);
        } else {
            Untrue.unless(
                    !byAllowList,
                    "the allow list was created through %s, and createAllowlist takes any account: no event shows that"
                            + " %s called it",
                    transaction.getTo(),
                    creator);
            Untrue.unless(
                    chain.isContract(creator),
                    "the claim was minted through %s, and %s has no code that could have called mintClaim",
                    transaction.getTo(),
                    creator);
        }
        if (!byAllowList) {
            requireUnits(told, claim, creator);
        }
        return creator;
    }

    /** Only the creation of a claim moves its own number from nobody to nobody. */
    private static String creator(TransactionReceipt told, BigInteger claim) {
        List<String> creators = HypercertMinter.getTransferSingleEvents(told).stream()
                .filter(transfer -> transfer.id.equals(claim) && isNobody(transfer.from) && isNobody(transfer.to))
                .map(transfer -> transfer.operator)
                .toList();
        Untrue.unless(
                creators.size() == 1, "the transaction names %d creators of the claim: %s", creators.size(), creators);
        return creators.getFirst();
    }

    private static void requireUnits(TransactionReceipt told, BigInteger claim, String creator) {
        List<HypercertMinter.TransferSingleEventResponse> made = HypercertMinter.getTransferSingleEvents(told).stream()
                .filter(transfer -> transfer.id.compareTo(claim) > 0 && isNobody(transfer.from))
                .filter(transfer -> transfer.id.shiftRight(FRACTION_BITS).equals(claim.shiftRight(FRACTION_BITS)))
                .toList();
        Untrue.unless(
                !made.isEmpty()
                        && made.stream()
                                .allMatch(transfer -> creator.equalsIgnoreCase(transfer.operator)
                                        && creator.equalsIgnoreCase(transfer.to)),
                "%s created the claim, but the units went to %s",
                creator,
                made.stream().map(transfer -> transfer.to).toList());
    }

    private static boolean isNobody(String address) {
        return Numeric.toBigInt(address).signum() == 0;
    }
}
