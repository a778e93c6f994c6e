// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * Parties that take what the allow list of a claim gives them. The list is read from the metadata and checked again, since the
 * contract would hand out what a list that does not add up promises.
 */
@Component
public class Allotments {

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final Documents documents;
    private final BlockStore blocks;

    Allotments(Chain chain, Keyring keyring, Transactions transactions, Documents documents, BlockStore blocks) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.documents = documents;
        this.blocks = blocks;
    }

    private record Allotment(BigInteger units, List<byte[]> proof) {}

    /**
     * Takes the units of a party as one fraction; asked again, gives the same transaction.
     *
     * @throws InvalidDocument if the claim has no list, the list is refused, or the party is not on it
     * @throws org.headwater.document.UnknownDocument if metadata or list are not stored here
     * @throws org.headwater.chain.TransactionReverted with AlreadyClaimed if they were taken together with others
     */
    public SentTransaction take(Claim claim, String party) {
        String address = keyring.address(party);
        Allotment allotment = allotment(claim, address);
        return send(
                "take/%s/%s".formatted(claim.id(), address),
                party,
                claim,
                contract(claim)
                        .mintClaimFromAllowlist(
                                address, allotment.proof(), claim.id().tokenId(), allotment.units()));
    }

    /**
     * Takes the units of a party from the lists of several claims in one transaction: all or nothing.
     *
     * @param claims of one contract, at least one, each once
     * @throws InvalidDocument as for a single claim
     * @throws org.headwater.chain.TransactionReverted if the contract refuses one of them
     */
    public SentTransaction take(List<Claim> claims, String party) {
        String address = keyring.address(party);
        List<Allotment> allotments =
                claims.stream().map(claim -> allotment(claim, address)).toList();
        List<BigInteger> ids =
                claims.stream().map(claim -> claim.id().tokenId()).toList();
        Claim first = claims.getFirst();
        return send(
                "take-together/%s/%s/%s".formatted(first.id().contract(), address, digest(ids)),
                party,
                first,
                contract(first)
                        .batchMintClaimsFromAllowlists(
                                address,
                                allotments.stream().map(Allotment::proof).toList(),
                                ids,
                                allotments.stream().map(Allotment::units).toList()));
    }

    private Allotment allotment(Claim claim, String address) {
        @Nullable
        Cid list = documents
                .read(DocumentType.HYPERCERT_METADATA, Cid.parse(claim.metadataCid()))
                .as(HypercertMetadata.class)
                .allowListCid();
        if (list == null) {
            throw refused("/claim", claim.id().toString(), "a claim with an allow list");
        }
        AllowList allowed = AllowList.read(blocks, list, claim.units());
        @Nullable BigInteger units = allowed.unitsOf(address);
        if (units == null) {
            throw refused("/holder", address, "an address on the allow list " + list);
        }
        return new Allotment(units, allowed.proof(address));
    }

    private static InvalidDocument refused(String pointer, String value, String allowed) {
        return new InvalidDocument(List.of(new Violation(pointer, value, allowed)));
    }

    /** Names a set of claims within the length of a key. */
    private static String digest(List<BigInteger> ids) {
        return Numeric.toHexString(Hash.sha3(ids.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private SentTransaction send(String key, String party, Claim claim, RemoteFunctionCall<?> call) {
        String data = call.encodeFunctionCall();
        return transactions.execute(
                key, () -> Intent.call(key, party, claim.id().contract(), data));
    }

    private HypercertMinter contract(Claim claim) {
        return HypercertMinter.load(claim.id().contract(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }
}
