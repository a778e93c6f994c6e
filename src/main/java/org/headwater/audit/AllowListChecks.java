// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.audit.Outcome.NotApplicable;
import org.headwater.audit.Outcome.Pass;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.DocumentType;
import org.headwater.document.Json;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Whether one list says who may take the units of a claim, and they were taken by it. The hypercerts contract 0.8.11 holds every
 * taker to a leaf of the list and does not count what it has handed out, so that the list itself has to add up.
 */
final class AllowListChecks {

    private final PublishedFiles files;
    private final Findings findings;

    AllowListChecks(PublishedFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** Units that went from one transaction into one fraction, or were allowed to. */
    private record Taking(String transaction, BigInteger units) {}

    /** The list of metadata alone; who created it and who took what, only the chain says. */
    void ofMetadata(Cid metadata, BigInteger units) {
        findings.examine(Statement.ALLOW_LIST, () -> {
            @Nullable Cid named = named(metadata);
            return named == null
                    ? new NotApplicable("the metadata name no allow list")
                    : new Pass("%s adds up to %s units: %s".formatted(named, units, read(named, units)));
        });
    }

    /** The list of a claim, and what was taken by it. */
    void ofClaim(Mint mint, BigInteger claim, RemoteChain chain, String hypercerts) {
        findings.examine(Statement.ALLOW_LIST, () -> {
            @Nullable Cid named = named(mint.metadata());
            if (named == null && mint.allowListRoot().isEmpty()) {
                return new NotApplicable("all units were minted to the minter; no list hands them out");
            }
            AllowList list = agreed(mint, named);
            TransactionReceipt told = new TransactionReceipt();
            told.setLogs(Stream.of(
                            HypercertMinter.LEAFCLAIMED_EVENT,
                            HypercertMinter.VALUETRANSFER_EVENT,
                            HypercertMinter.BATCHVALUETRANSFER_EVENT)
                    .flatMap(event -> chain.events(hypercerts, mint.block(), event).stream())
                    .toList());
            return taken(list, mint.units(), allowed(list, told, claim), made(told, claim));
        });
    }

    private @Nullable Cid named(Cid metadata) {
        return files.document(DocumentType.HYPERCERT_METADATA, metadata)
                .as(HypercertMetadata.class)
                .allowListCid();
    }

    private AllowList read(Cid list, BigInteger units) {
        return AllowList.fromDump(Json.parse(files.bytes(list)), units);
    }

    private AllowList agreed(Mint mint, @Nullable Cid named) {
        String created = mint.allowListRoot()
                .orElseThrow(() ->
                        new Untrue("the metadata name the allow list %s, and the mint created none".formatted(named)));
        if (named == null) {
            throw new Untrue(
                    "the mint created an allow list of root %s, and the metadata name none".formatted(created));
        }
        AllowList list = read(named, mint.units());
        String root = Numeric.toHexString(list.root());
        Untrue.unless(root.equals(created), "%s has the root %s; the mint has the root %s", named, root, created);
        return list;
    }

    /** What the list gives for each leaf that was taken. */
    private static List<Taking> allowed(AllowList list, TransactionReceipt told, BigInteger claim) {
        Map<String, AllowList.Entry> leaves = list.leaves();
        Set<String> taken = new HashSet<>();
        List<Taking> allowed = new ArrayList<>();
        for (HypercertMinter.LeafClaimedEventResponse event : HypercertMinter.getLeafClaimedEvents(told)) {
            if (event.tokenID.equals(claim)) {
                String leaf = Numeric.toHexString(event.leaf);
                String transaction = event.log.getTransactionHash();
                AllowList.Entry entry = leaves.get(leaf);
                if (entry == null) {
                    throw new Untrue("transaction %s took by the leaf %s, which is not on the list"
                            .formatted(transaction, leaf));
                }
                Untrue.unless(taken.add(leaf), "the units of %s were taken twice", entry.address());
                allowed.add(new Taking(transaction, entry.units()));
            }
        }
        return allowed;
    }

    /** The fractions whose units came from no other fraction. */
    private static List<Taking> made(TransactionReceipt told, BigInteger claim) {
        Stream<Taking> singly = HypercertMinter.getValueTransferEvents(told).stream()
                .filter(made -> made.claimID.equals(claim) && made.fromTokenID.signum() == 0)
                .map(made -> taking(made.log, made.value));
        Stream<Taking> together = HypercertMinter.getBatchValueTransferEvents(told).stream()
                .flatMap(batch -> IntStream.range(0, batch.claimIDs.size())
                        .filter(i -> batch.claimIDs.get(i).equals(claim)
                                && batch.fromTokenIDs.get(i).signum() == 0)
                        .mapToObj(i -> taking(batch.log, batch.values.get(i))));
        return Stream.concat(singly, together).toList();
    }

    private static Taking taking(Log log, BigInteger units) {
        return new Taking(log.getTransactionHash(), units);
    }

    private static Outcome taken(AllowList list, BigInteger units, List<Taking> allowed, List<Taking> made) {
        Map<String, List<BigInteger>> byList = byTransaction(allowed);
        Map<String, List<BigInteger>> byFractions = byTransaction(made);
        Stream.of(byList.keySet(), byFractions.keySet())
                .flatMap(Collection::stream)
                .filter(transaction -> !Objects.equals(byList.get(transaction), byFractions.get(transaction)))
                .findFirst()
                .ifPresent(transaction -> {
                    throw new Untrue("in transaction %s the list gives %s units, and fractions of %s units were made"
                            .formatted(
                                    transaction,
                                    byList.getOrDefault(transaction, List.of()),
                                    byFractions.getOrDefault(transaction, List.of())));
                });
        BigInteger taken = made.stream().map(Taking::units).reduce(BigInteger.ZERO, BigInteger::add);
        return new Pass(
                "%s; %d of the addresses took %s of %s units, each once".formatted(list, allowed.size(), taken, units));
    }

    private static Map<String, List<BigInteger>> byTransaction(List<Taking> takings) {
        return takings.stream()
                .sorted((one, other) -> one.units().compareTo(other.units()))
                .collect(Collectors.groupingBy(
                        Taking::transaction, TreeMap::new, Collectors.mapping(Taking::units, Collectors.toList())));
    }
}
