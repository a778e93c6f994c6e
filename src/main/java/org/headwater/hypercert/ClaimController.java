// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.headwater.chain.WalletCall;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Mints claims; on the local chain with the owner's demonstration key. */
@RestController
class ClaimController {

    private final Minting minting;
    private final WalletMints wallets;

    ClaimController(Minting minting, WalletMints wallets) {
        this.minting = minting;
        this.wallets = wallets;
    }

    /**
     * What to mint: a forecast, or metadata that are stored here; and from a forecast in one fraction, in several, or for an
     * allow list.
     *
     * @param fractions units of each fraction
     * @param allowList {@code [{address, units}]} or {@code [{address, share}]}
     * @param allowListCsv the same as CSV
     */
    record MintRequest(
            @Nullable Cid forecastCid,
            @Nullable Cid metadataCid,
            @Nullable List<@NotNull BigInteger> fractions,
            @Nullable JsonNode allowList,
            @Nullable String allowListCsv) {}

    @PostMapping("/api/v1/claims")
    ResponseEntity<Claim> mint(@Valid @RequestBody MintRequest request) {
        Claim claim = minted(request);
        return ResponseEntity.created(URI.create("/api/v1/claims/" + claim.id()))
                .body(claim);
    }

    /** @param from address of the wallet that is to sign, and to own the claim */
    record WalletMintRequest(
            @NotNull Cid forecastCid,

            @NotNull @Pattern(regexp = WalletCall.ADDRESS, message = WalletCall.ADDRESS_ALLOWED)
            String from) {}

    /** Prepares the mint of a claim in one fraction for the owner's own wallet; followed at /api/v1/wallet/calls. */
    @PostMapping("/api/v1/claims/wallet-calls")
    WalletCall prepare(@Valid @RequestBody WalletMintRequest request) {
        return wallets.prepare(request.forecastCid(), request.from());
    }

    private Claim minted(MintRequest request) {
        @Nullable Cid metadata = request.metadataCid();
        if (metadata != null) {
            requireAtMost(
                    0,
                    "/metadataCid",
                    request.forecastCid(),
                    request.fractions(),
                    request.allowList(),
                    request.allowListCsv());
            return minting.mintPublished(metadata);
        }
        @Nullable Cid forecast = request.forecastCid();
        if (forecast == null) {
            throw new InvalidDocument(
                    List.of(Violation.missing("/forecastCid", "the identifier of a forecast, or metadataCid instead")));
        }
        requireAtMost(1, "/forecastCid", request.fractions(), request.allowList(), request.allowListCsv());
        @Nullable List<BigInteger> fractions = request.fractions();
        if (fractions != null) {
            return minting.mint(forecast, fractions);
        }
        @Nullable JsonNode list = request.allowList();
        if (list != null) {
            return minting.mint(forecast, units -> within("/allowList", () -> AllowList.fromJson(list, units)));
        }
        @Nullable String csv = request.allowListCsv();
        if (csv != null) {
            return minting.mint(forecast, units -> within("/allowListCsv", () -> AllowList.fromCsv(csv, units)));
        }
        return minting.mint(forecast);
    }

    /** What is wrong with a member, placed in the request. */
    private static AllowList within(String pointer, Supplier<AllowList> list) {
        try {
            return list.get();
        } catch (InvalidDocument refused) {
            throw new InvalidDocument(refused.violations().stream()
                    .map(violation ->
                            new Violation(pointer + violation.pointer(), violation.value(), violation.allowed()))
                    .toList());
        }
    }

    private static void requireAtMost(int most, String pointer, @Nullable Object... others) {
        long given = Stream.of(others).filter(Objects::nonNull).count();
        if (given > most) {
            throw new InvalidDocument(List.of(new Violation(
                    pointer,
                    "given with %d other members".formatted(given),
                    most == 0
                            ? "metadataCid alone, since metadata say all"
                            : "at most one of fractions, allowList and allowListCsv")));
        }
    }
}
