// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.List;
import java.util.Locale;
import org.headwater.chain.Chain;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the service is doing. */
@RestController
@ConditionalOnWebApplication
class StatusController {

    private static final String VERSION = "0.1.0";

    private final Chain chain;
    private final FirstLoop loop;

    StatusController(Chain chain, FirstLoop loop) {
        this.chain = chain;
        this.loop = loop;
    }

    /** @param chainUrl JSON-RPC address of the node, for whoever wants to verify */
    record Status(boolean ready, String version, long chainId, boolean embedded, String chainUrl, LoopStatus loop) {}

    record LoopStatus(String state, List<Step> steps) {}

    @GetMapping("/api/v1/status")
    Status status() {
        return new Status(
                true,
                VERSION,
                chain.chainId(),
                chain.embedded(),
                chain.url(),
                new LoopStatus(loop.state().name().toLowerCase(Locale.ROOT), loop.steps()));
    }
}
