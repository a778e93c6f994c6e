// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.util.List;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.SchemaRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/** What an earlier build left on a chain and this one goes on using, by the same keys and in the same order. */
final class EarlierDeployment {

    static final List<String> KEYS = List.of(
            "deploy/HypercertMinter",
            "deploy/ERC1967Proxy",
            "deploy/SchemaRegistry",
            "deploy/EAS",
            "deploy/DemonstrationToken");

    private final Transactions transactions;

    private EarlierDeployment(Transactions transactions) {
        this.transactions = transactions;
    }

    static void deploy(ConfigurableApplicationContext parts) {
        EarlierDeployment earlier = new EarlierDeployment(parts.getBean(Transactions.class));
        String implementation = earlier.create("HypercertMinter", HypercertMinter.BINARY);
        earlier.create(
                "ERC1967Proxy",
                ERC1967Proxy.BINARY,
                new Address(implementation),
                new DynamicBytes(Numeric.hexStringToByteArray("0x8129fc1c")));
        String schemas = earlier.create("SchemaRegistry", SchemaRegistry.BINARY);
        earlier.create("EAS", EAS.BINARY, new Address(schemas));
        earlier.create("DemonstrationToken", DemonstrationToken.BINARY);
    }

    private String create(String contract, String binary, Type<?>... arguments) {
        return transactions
                .execute(Intent.deployment(
                        "deploy/" + contract,
                        ContractDeployments.DEPLOYER,
                        binary + FunctionEncoder.encodeConstructor(List.of(arguments))))
                .deployedAddress();
    }
}
