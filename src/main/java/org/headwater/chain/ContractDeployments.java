// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.SchemaRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.utils.Numeric;

/** Deploys the contracts on the local chain, each exactly once. */
public final class ContractDeployments {

    /** The party that deploys, and so may mint demonstration tokens. */
    public static final String DEPLOYER = "deployer";

    /** The parties that together accredit verifiers on the local chain; the identical word of two is enough. */
    public static final List<String> ELECTORS = List.of("elector-1", "elector-2", "elector-3");

    /** Electors that must say the same. */
    public static final int ELECTOR_THRESHOLD = 2;

    /** The party that gets half of each losing bond. */
    public static final String TREASURY = "treasury";

    /**
     * Our contracts and schemas of which this is another edition, with what their keys end in: so a data directory of an
     * earlier build gets the new ones beside its old ones, whose escrows stay readable.
     */
    private static final Map<String, String> EDITIONS = Map.of(
            "VerifierRegistry", "/2",
            "ObservationResolver", "/2",
            "PerformanceContractFactory", "/2",
            "observation", "/2",
            "milestone", "/2");

    /** {@code initialize()}: the implementation's own constructor disables initializers, so the proxy calls it. */
    private static final String INITIALIZE = "0x8129fc1c";

    private static final long FIRST_BLOCK = 0;

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final Optional<Anchors> anchors;
    private final ApplicationEventPublisher events;
    private final ReentrantLock once = new ReentrantLock();
    private @Nullable Deployment deployment;

    ContractDeployments(
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            Optional<Anchors> anchors,
            ApplicationEventPublisher events) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.anchors = anchors;
        this.events = events;
    }

    /** What stands already is told at once, so that it is followed from the start. */
    @EventListener(ApplicationReadyEvent.class)
    void tellAnchors() {
        if (anchors.isPresent()) {
            ensure();
        }
    }

    /**
     * The deployment on this chain: that of the anchors in the settings, or on a local chain without them our own, of which
     * what is missing is deployed.
     *
     * @throws ChainNotAvailable without anchors on any chain but a local one
     */
    public Deployment ensure() {
        once.lock();
        try {
            if (deployment == null) {
                deployment = anchors.map(Anchors::deployment).orElseGet(this::deploy);
                events.publishEvent(new ContractsDeployed(deployment, chain));
            }
            return deployment;
        } finally {
            once.unlock();
        }
    }

    private Deployment deploy() {
        if (!chain.local()) {
            throw new ChainNotAvailable(
                    ("headwater.chain.anchors: not set; on chain %d it must name the file that 'headwater deploy' has"
                                    + " written, since contracts are deployed by themselves on chain %d only")
                            .formatted(chain.chainId(), Chain.LOCAL_ID));
        }
        var sender = new LocalSender();
        String implementation = sender.create("HypercertMinter", DeploymentOrder.code(HypercertMinter.BINARY));
        String hypercerts = sender.create(
                "ERC1967Proxy",
                DeploymentOrder.code(
                        ERC1967Proxy.BINARY,
                        new Address(implementation),
                        new DynamicBytes(Numeric.hexStringToByteArray(INITIALIZE))));
        String schemaRegistry = sender.create("SchemaRegistry", DeploymentOrder.code(SchemaRegistry.BINARY));
        String eas = sender.create("EAS", DeploymentOrder.code(EAS.BINARY, new Address(schemaRegistry)));
        var terms = new DeploymentTerms(
                chain.chainId(),
                hypercerts,
                eas,
                schemaRegistry,
                ELECTORS.stream().map(keyring::address).toList(),
                ELECTOR_THRESHOLD,
                keyring.address(TREASURY),
                Duration.ZERO,
                null);
        return DeploymentOrder.follow(terms, FIRST_BLOCK, sender);
    }

    private final class LocalSender implements DeploymentOrder.Sender {

        /** A contract deployed by an earlier build stands: claims and escrows refer to it. */
        @Override
        public String create(String contract, String code) {
            String key = "deploy/" + contract + EDITIONS.getOrDefault(contract, "");
            return transactions
                    .execute(key, () -> Intent.deployment(key, DEPLOYER, code))
                    .deployedAddress();
        }

        @Override
        public void register(AttestationSchema schema, String resolver, String schemaRegistry) {
            String name = schema.name().toLowerCase(Locale.ROOT).replace('_', '-');
            transactions.execute(Intent.call(
                    "deploy/schema/" + name + EDITIONS.getOrDefault(name, ""),
                    DEPLOYER,
                    schemaRegistry,
                    schema.registration(resolver)));
        }
    }
}
