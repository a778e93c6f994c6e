// SPDX-License-Identifier: Apache-2.0
package org.headwater.index;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;

/** The state of the index, and what an address holds. */
@RestController
class IndexController {

    private final EventIndex index;
    private final IndexFollower follower;
    private final Holdings holdings;

    IndexController(EventIndex index, IndexFollower follower, Holdings holdings) {
        this.index = index;
        this.follower = follower;
        this.holdings = holdings;
    }

    @GetMapping("/api/v1/index")
    IndexStatus status() {
        return index.status(
                follower.problem().map(IndexFollower.Problem::reason).orElse(null));
    }

    /** Forgets what was indexed and reads it again; answers at once. */
    @PostMapping("/api/v1/index/rebuild")
    ResponseEntity<Void> rebuild() {
        index.rebuild();
        return ResponseEntity.accepted().build();
    }

    @GetMapping("/api/v1/owners/{address}/holdings")
    List<Holding> holdings(@PathVariable String address) {
        if (!WalletUtils.isValidAddress(address)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "/address: '%s' is not allowed; allowed: 0x and 40 hexadecimal digits".formatted(address));
        }
        return holdings.of(Keys.toChecksumAddress(address));
    }
}
