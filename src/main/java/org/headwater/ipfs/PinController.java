// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where published files are held, and how that stands. */
@RestController
class PinController {

    private static final int SHOWN = 1_000;
    private static final int ASKED = 200;

    private final Pins pins;

    PinController(Pins pins) {
        this.pins = pins;
    }

    /**
     * The pins of the files asked for, or the newest ones, those in trouble first.
     *
     * @param cid at most 200
     */
    @GetMapping("/api/v1/pins")
    List<Pin> pins(@RequestParam(defaultValue = "") List<Cid> cid) {
        if (cid.size() > ASKED) {
            throw new IllegalArgumentException("cid stands " + cid.size() + " times; allowed: at most " + ASKED);
        }
        return cid.isEmpty() ? pins.newest(SHOWN) : pins.of(cid);
    }

    @GetMapping("/api/v1/pins/{cid}")
    ResponseEntity<Object> pinsOf(@PathVariable Cid cid) {
        List<Pin> found = pins.of(cid);
        return found.isEmpty()
                ? ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(ProblemDetail.forStatusAndDetail(
                                HttpStatus.NOT_FOUND, cid + " was not published here; allowed: a file that was"))
                : ResponseEntity.ok(found);
    }
}
