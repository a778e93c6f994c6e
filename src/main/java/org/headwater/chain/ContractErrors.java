// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import org.web3j.abi.datatypes.CustomError;

/** The custom errors of the contracts that this program calls. */
final class ContractErrors {

    private ContractErrors() {}

    static List<CustomError> all() {
        return List.of();
    }
}
