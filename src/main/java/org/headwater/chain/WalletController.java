// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of calls that a party's wallet has sent. The rooms that know what a call is for prepare it. */
@RestController
@RequestMapping("/api/v1/wallet/calls")
@ConditionalOnWebApplication
class WalletController {

    private final WalletCalls wallets;

    WalletController(WalletCalls wallets) {
        this.wallets = wallets;
    }

    /**
     * What the wallet has sent.
     *
     * @param key of the prepared call
     * @param hash of the transaction, null if only the nonce is known
     * @param nonce of the transaction, null if the wallet does not tell it
     */
    record Announcement(
            @NotNull String key,

            @Nullable @Pattern(regexp = "0x[0-9a-f]{64}", message = "0x and 64 lower-case hexadecimal digits")
            String hash,

            @Nullable @PositiveOrZero Long nonce) {}

    /** The call as it is now: 200, or 404 if none was prepared with this key. */
    @GetMapping
    ResponseEntity<WalletCall> call(@RequestParam String key) {
        return ResponseEntity.of(wallets.find(key));
    }

    /** Follows the wallet's transaction, by its hash, or by party and nonce: 200, or 404 if none was prepared with this key. */
    @PostMapping
    ResponseEntity<WalletCall> follow(@Valid @RequestBody Announcement announcement) {
        return ResponseEntity.of(wallets.follow(announcement.key(), announcement.hash(), announcement.nonce()));
    }

    /** Takes an announcement back that the wallet never sent: 204, or 409 if a node has shown it or there is none. */
    @DeleteMapping
    ResponseEntity<Void> forget(@RequestParam String key) {
        return wallets.forget(key)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(409).build();
    }
}
