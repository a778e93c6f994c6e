// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.headwater.ipfs.Cid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Mints claims; on the local chain with the owner's demonstration key. */
@RestController
class ClaimController {

    private final Minting minting;

    ClaimController(Minting minting) {
        this.minting = minting;
    }

    record MintRequest(@NotNull Cid forecastCid) {}

    @PostMapping("/api/v1/claims")
    ResponseEntity<Claim> mint(@Valid @RequestBody MintRequest request) {
        Claim claim = minting.mint(request.forecastCid());
        return ResponseEntity.created(URI.create("/api/v1/claims/" + claim.id()))
                .body(claim);
    }
}
