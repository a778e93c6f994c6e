// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of the chain, and what an operator can do about it. */
@RestController
@RequestMapping("/api/v1/chain")
@ConditionalOnWebApplication
class ChainController {

    private final ChainStatus status;
    private final Transactions transactions;

    ChainController(ChainStatus status, Transactions transactions) {
        this.status = status;
        this.transactions = transactions;
    }

    @GetMapping
    ChainStatus.View chain() {
        return status.view();
    }

    /** Clears an alarm after somebody looked at it: 204, or 404 if there is none. */
    @DeleteMapping("/alarms")
    ResponseEntity<Void> clear(@RequestParam Alarms.Kind kind, @RequestParam String subject) {
        return answer(status.clear(kind, subject));
    }

    /** Asks that a transaction shall not execute if it still can be helped: 204, or 404 if nothing is under way with the key. */
    @DeleteMapping("/transactions")
    ResponseEntity<Void> cancel(@RequestParam String key) {
        return answer(transactions.cancel(key));
    }

    private static ResponseEntity<Void> answer(boolean done) {
        return done
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }
}
