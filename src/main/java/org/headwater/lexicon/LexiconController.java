// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import java.util.Optional;
import org.headwater.hypercert.ClaimId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports claims for hypercerts version 2. */
@RestController
class LexiconController {

    private final LexiconExports exports;

    LexiconController(LexiconExports exports) {
        this.exports = exports;
    }

    @GetMapping("/api/v1/claims/{id}/lexicon")
    LexiconExport export(@PathVariable String id, @RequestParam(required = false) Optional<String> repository) {
        return exports.of(ClaimId.parse(id), repository);
    }
}
