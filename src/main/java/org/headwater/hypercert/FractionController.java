// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.SentTransaction;
import org.headwater.hypercert.FractionChanges.Order;
import org.headwater.hypercert.Fractions.Ownership;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The fractions of a claim and what is done with them; on the local chain with the demonstration key of the holder, a party such
 * as {@code investor}. A change carries a key of the caller's: sent again with the same key, it does not happen again.
 */
@RestController
@RequestMapping("/api/v1")
class FractionController {

    private final Claims claims;
    private final Fractions fractions;
    private final FractionChanges changes;
    private final Allotments allotments;

    FractionController(Claims claims, Fractions fractions, FractionChanges changes, Allotments allotments) {
        this.claims = claims;
        this.fractions = fractions;
        this.changes = changes;
        this.allotments = allotments;
    }

    record SplitRequest(
            @NotNull String key,
            @NotNull String holder,
            @NotNull BigInteger fraction,
            @NotNull List<@NotNull BigInteger> units) {}

    record MergeRequest(
            @NotNull String key,
            @NotNull String holder,
            @NotNull List<@NotNull BigInteger> fractions) {}

    /** @param to a party or an address */
    record TransferRequest(
            @NotNull String key,
            @NotNull String holder,
            @NotNull BigInteger fraction,
            @NotNull String to) {}

    record BurnRequest(
            @NotNull String key,
            @NotNull String holder,
            @NotNull BigInteger fraction) {}

    record TakeRequest(@NotNull String holder) {}

    record TakeTogetherRequest(
            @NotNull String holder, @NotEmpty List<@NotNull ClaimId> claims) {}

    /**
     * A change that is final.
     *
     * @param transaction its hash
     * @param ownership of the claim afterwards
     */
    record Change(String transaction, BigInteger gas, Ownership ownership) {}

    /** Several claims at once: the hash of the transaction, and its gas. */
    record Taken(String transaction, BigInteger gas) {}

    @GetMapping("/claims/{id}/fractions")
    Ownership fractions(@PathVariable String id) {
        return fractions.of(claim(id));
    }

    @PostMapping("/claims/{id}/fractions/splits")
    Change split(@PathVariable String id, @Valid @RequestBody SplitRequest request) {
        Claim claim = claim(id);
        Order order = new Order(claim, request.key(), request.holder());
        return change(claim, changes.split(order, request.fraction(), request.units()));
    }

    @PostMapping("/claims/{id}/fractions/merges")
    Change merge(@PathVariable String id, @Valid @RequestBody MergeRequest request) {
        Claim claim = claim(id);
        return change(claim, changes.merge(new Order(claim, request.key(), request.holder()), request.fractions()));
    }

    @PostMapping("/claims/{id}/fractions/transfers")
    Change transfer(@PathVariable String id, @Valid @RequestBody TransferRequest request) {
        Claim claim = claim(id);
        Order order = new Order(claim, request.key(), request.holder());
        return change(claim, changes.transfer(order, request.fraction(), request.to()));
    }

    @PostMapping("/claims/{id}/fractions/burns")
    Change burn(@PathVariable String id, @Valid @RequestBody BurnRequest request) {
        Claim claim = claim(id);
        return change(claim, changes.burn(new Order(claim, request.key(), request.holder()), request.fraction()));
    }

    @PostMapping("/claims/{id}/fractions/allotments")
    Change take(@PathVariable String id, @Valid @RequestBody TakeRequest request) {
        Claim claim = claim(id);
        return change(claim, allotments.take(claim, request.holder()));
    }

    @PostMapping("/fractions/allotments")
    Taken takeTogether(@Valid @RequestBody TakeTogetherRequest request) {
        List<Claim> named =
                request.claims().stream().distinct().map(claims::get).toList();
        SentTransaction sent = allotments.take(named, request.holder());
        return new Taken(sent.hash(), sent.gasUsed());
    }

    private Change change(Claim claim, SentTransaction sent) {
        return new Change(sent.hash(), sent.gasUsed(), fractions.of(claim));
    }

    private Claim claim(String id) {
        return claims.get(ClaimId.parse(id));
    }
}
