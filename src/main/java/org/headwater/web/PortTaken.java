// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the setting of a port that another program listens on. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortTaken extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "server.port: was %d; another program listens on it".formatted(cause.getPort()),
                "Set server.port to a free port, such as --server.port=8081, or to 0 for any free one.",
                cause);
    }
}
