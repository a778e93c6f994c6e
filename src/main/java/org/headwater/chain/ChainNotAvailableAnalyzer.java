// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what is wrong, without the framework's stack trace. */
final class ChainNotAvailableAnalyzer extends AbstractFailureAnalyzer<ChainNotAvailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ChainNotAvailable cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set headwater.chain.url and headwater.chain.id to a node and the chain that it serves, or leave both"
                        + " unset for the embedded chain in headwater.data-dir.",
                cause);
    }
}
