// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.ObservationResolver;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.SchemaRegistry;
import org.headwater.chain.contract.VerifierRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** The deployment of release 0.1 before revisions, by the same keys and in the same order. */
final class EarlierDeployment {

    static final List<String> KEYS = List.of(
            "deploy/HypercertMinter",
            "deploy/ERC1967Proxy",
            "deploy/SchemaRegistry",
            "deploy/EAS",
            "deploy/VerifierRegistry",
            "deploy/ObservationResolver",
            "deploy/PerformanceContractFactory",
            "deploy/DemonstrationToken",
            "deploy/schema/observation",
            "deploy/schema/milestone");

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
        String eas = earlier.create("EAS", EAS.BINARY, new Address(schemas));
        String registry = earlier.create(
                "VerifierRegistry",
                VerifierRegistry.BINARY,
                new Address(parts.getBean(Keyring.class).address(ContractDeployments.REGISTRAR)),
                new DynamicArray<>(Address.class, List.of()));
        String observations = earlier.create(
                "ObservationResolver", ObservationResolver.BINARY, new Address(eas), new Address(registry));
        String factory = earlier.create(
                "PerformanceContractFactory",
                PerformanceContractFactory.BINARY,
                new Address(eas),
                new Address(registry),
                new Uint64(BigInteger.ZERO));
        earlier.create("DemonstrationToken", DemonstrationToken.BINARY);
        earlier.register("observation", schemas, ContractDeployments.OBSERVATION_SCHEMA, observations);
        Chain chain = parts.getBean(Chain.class);
        String milestones = chain.read(
                PerformanceContractFactory.load(factory, chain.web3j(), chain.reader(), new DefaultGasProvider())
                        .milestoneResolver());
        earlier.register("milestone", schemas, ContractDeployments.MILESTONE_SCHEMA, milestones);
    }

    private String create(String contract, String binary, Type<?>... arguments) {
        return transactions
                .execute(Intent.deployment(
                        "deploy/" + contract,
                        ContractDeployments.DEPLOYER,
                        binary + FunctionEncoder.encodeConstructor(List.of(arguments))))
                .deployedAddress();
    }

    private void register(String name, String registry, String schema, String resolver) {
        Function function = new Function(
                "register", List.of(new Utf8String(schema), new Address(resolver), new Bool(true)), List.of());
        transactions.execute(Intent.call(
                "deploy/schema/" + name, ContractDeployments.DEPLOYER, registry, FunctionEncoder.encode(function)));
    }
}
