// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The loopback gateway: every stored file at the path that IPFS gateways use. */
@RestController
class Gateway {

    /** Nothing in a published file may run: an SVG is shown, its scripts are not. */
    private static final String NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final BlockStore blocks;

    Gateway(BlockStore blocks) {
        this.blocks = blocks;
    }

    @GetMapping("/ipfs/{cid}")
    ResponseEntity<Object> file(@PathVariable String cid) {
        Cid named;
        try {
            named = Cid.parse(cid);
        } catch (MalformedCid e) {
            return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return blocks.read(named)
                .map(content -> found(named, content))
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, named + " is not stored here"));
    }

    private static ResponseEntity<Object> found(Cid cid, byte[] content) {
        return ResponseEntity.ok()
                .eTag("\"" + cid + "\"")
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Ipfs-Path", "/ipfs/" + cid)
                .contentType(MediaTypes.of(content))
                .body(content);
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
