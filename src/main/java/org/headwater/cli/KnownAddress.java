// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.util.function.Function;
import org.headwater.chain.KnownDeployment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** An address that may be left out on the chains whose public contracts are known. */
final class KnownAddress {

    private KnownAddress() {}

    /**
     * The given address, or the known one.
     *
     * @param option by which it is given
     * @throws ParameterException naming the option, if it is neither given nor known
     */
    static String of(
            CommandLine command,
            String option,
            @Nullable String given,
            long chainId,
            Function<KnownDeployment, String> known) {
        if (given != null) {
            return given;
        }
        return KnownDeployment.on(chainId)
                .map(known)
                .orElseThrow(() -> new ParameterException(
                        command,
                        "Missing required option: '%s'; it may be left out on the chains %s only, this is chain %d"
                                .formatted(option, KnownDeployment.chains(), chainId)));
    }
}
