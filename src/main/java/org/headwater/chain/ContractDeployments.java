// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.ERC1967Proxy;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.ObservationResolver;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.SchemaRegistry;
import org.headwater.chain.contract.VerifierRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.tx.gas.StaticGasProvider;
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
     * Which edition of our contracts this is: part of the keys under which they are deployed, so that a data directory of an
     * earlier build gets the new ones beside its old ones, whose escrows stay readable.
     */
    private static final String EDITION = "/2";

    /** EAS schema of an observation attestation. */
    public static final String OBSERVATION_SCHEMA = "uint256 claimId,string observationCid,bytes32 evidenceHash";

    /** EAS schema of a milestone attestation. */
    public static final String MILESTONE_SCHEMA =
            "address performanceContract,uint8 milestone,int256 value,bytes32 evidenceHash,string verificationCid";

    /** EAS schema of a revision, which points to a claim, its document and the revision before. */
    public static final String REVISION_SCHEMA = "uint256 chainId,address hypercerts,uint256 claimId,uint32 revision,"
            + "uint8 kind,string documentCid,bytes32 previousUid";

    /** EAS schema by which hypercert applications show what a claim's creator adds; published, and irrevocable. */
    public static final String CREATOR_FEED_SCHEMA = "uint256 chain_id,address contract_address,uint256 token_id,"
            + "string title,string description,string[] sources";

    /** EAS schema by which hypercert applications show evaluations of a claim; published. */
    public static final String BASIC_EVALUATION_SCHEMA = "uint256 chain_id,address contract_address,uint256 token_id,"
            + "uint8 evaluate_basic,uint8 evaluate_work,uint8 evaluate_contributors,uint8 evaluate_properties,"
            + "string comments,string[] tags";

    private static final String NO_RESOLVER = "0x0000000000000000000000000000000000000000";

    /** {@code initialize()}: the implementation's own constructor disables initializers, so the proxy calls it. */
    private static final String INITIALIZE = "0x8129fc1c";

    private static final BigInteger LOCAL_MINIMUM_CHALLENGE_WINDOW = BigInteger.ZERO;

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final ReentrantLock once = new ReentrantLock();
    private @Nullable Deployment deployment;

    ContractDeployments(Chain chain, Keyring keyring, Transactions transactions, ApplicationEventPublisher events) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * The deployment on this chain; deploys what is missing.
     *
     * @throws IllegalStateException on any chain but a local one
     */
    public Deployment ensure() {
        once.lock();
        try {
            if (deployment == null) {
                deployment = deploy();
                events.publishEvent(new ContractsDeployed(deployment, chain));
            }
            return deployment;
        } finally {
            once.unlock();
        }
    }

    private Deployment deploy() {
        if (!chain.local()) {
            throw new IllegalStateException(
                    "headwater.chain.id: contracts are deployed on chain %d only, this is chain %d"
                            .formatted(Chain.LOCAL_ID, chain.chainId()));
        }
        String implementation = create("HypercertMinter", HypercertMinter.BINARY);
        String hypercerts = create(
                "ERC1967Proxy",
                ERC1967Proxy.BINARY,
                new Address(implementation),
                new DynamicBytes(Numeric.hexStringToByteArray(INITIALIZE)));
        String schemaRegistry = create("SchemaRegistry", SchemaRegistry.BINARY);
        String eas = create("EAS", EAS.BINARY, new Address(schemaRegistry));
        String verifierRegistry = create(
                "VerifierRegistry" + EDITION,
                VerifierRegistry.BINARY,
                new DynamicArray<>(Address.class, electors()),
                new Uint256(ELECTOR_THRESHOLD));
        String observationResolver = create(
                "ObservationResolver" + EDITION,
                ObservationResolver.BINARY,
                new Address(eas),
                new Address(verifierRegistry),
                new Address(hypercerts));
        String factory = create(
                "PerformanceContractFactory" + EDITION,
                PerformanceContractFactory.BINARY,
                new Address(eas),
                new Address(verifierRegistry),
                new Address(keyring.address(TREASURY)),
                new Uint64(LOCAL_MINIMUM_CHALLENGE_WINDOW));
        String milestoneResolver = milestoneResolver(factory);
        String token = create("DemonstrationToken", DemonstrationToken.BINARY);
        String revisionResolver = create("RevisionResolver", RevisionResolver.BINARY, new Address(eas));
        return new Deployment(
                chain.chainId(),
                hypercerts,
                eas,
                schemaRegistry,
                verifierRegistry,
                observationResolver,
                milestoneResolver,
                factory,
                token,
                register("observation" + EDITION, schemaRegistry, OBSERVATION_SCHEMA, observationResolver, true),
                register("milestone" + EDITION, schemaRegistry, MILESTONE_SCHEMA, milestoneResolver, true),
                revisionResolver,
                register("revision", schemaRegistry, REVISION_SCHEMA, revisionResolver, true),
                register("creator-feed", schemaRegistry, CREATOR_FEED_SCHEMA, NO_RESOLVER, false),
                register("basic-evaluation", schemaRegistry, BASIC_EVALUATION_SCHEMA, NO_RESOLVER, true));
    }

    private List<Address> electors() {
        return ELECTORS.stream().map(keyring::address).map(Address::new).toList();
    }

    /** A contract deployed by an earlier build stands: claims and escrows refer to it. */
    private String create(String contract, String binary, Type<?>... arguments) {
        String code = binary + FunctionEncoder.encodeConstructor(List.of(arguments));
        String key = "deploy/" + contract;
        return transactions
                .execute(key, () -> Intent.deployment(key, DEPLOYER, code))
                .deployedAddress();
    }

    private String register(String name, String schemaRegistry, String schema, String resolver, boolean revocable) {
        var function = new Function(
                "register", List.of(new Utf8String(schema), new Address(resolver), new Bool(revocable)), List.of());
        transactions.execute(
                Intent.call("deploy/schema/" + name, DEPLOYER, schemaRegistry, FunctionEncoder.encode(function)));
        return schemaUid(schema, resolver, revocable);
    }

    /** As the registry computes it: the hash of schema, resolver and revocability, packed. */
    static String schemaUid(String schema, String resolver, boolean revocable) {
        byte[] text = schema.getBytes(StandardCharsets.UTF_8);
        byte[] packed = ByteBuffer.allocate(text.length + 21)
                .put(text)
                .put(Numeric.hexStringToByteArray(resolver))
                .put((byte) (revocable ? 1 : 0))
                .array();
        return Numeric.toHexString(Hash.sha3(packed));
    }

    /** The factory creates its resolver itself, so that each knows the other from the start. */
    private String milestoneResolver(String factory) {
        try {
            var wrapper = PerformanceContractFactory.load(
                    factory, chain.web3j(), chain.reader(), new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO));
            return Keys.toChecksumAddress(wrapper.milestoneResolver().send());
        } catch (Exception e) {
            throw new ChainNotAvailable("the factory at %s does not answer: %s".formatted(factory, e.getMessage()), e);
        }
    }
}
