// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.math.BigInteger;
import java.util.List;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.ObservationResolver;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.chain.contract.RevisionResolver;
import org.headwater.chain.contract.VerifierRegistry;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Keys;

/** Our contracts and schemas in the order in which each can name those before it, whoever sends the transactions. */
final class DeploymentOrder {

    /** A contract counts its own creations from 1 on (EIP-161). */
    private static final BigInteger FIRST_CREATION = BigInteger.ONE;

    private DeploymentOrder() {}

    /** Who sends, or finds that it was sent. */
    interface Sender {

        /** The address, checksummed, of a contract with this creation code. */
        String create(String contract, String code);

        void register(AttestationSchema schema, String resolver, String schemaRegistry);
    }

    /** @param fromBlock a block before the first event of any of the contracts */
    static Deployment follow(DeploymentTerms terms, long fromBlock, Sender sender) {
        String verifierRegistry = sender.create(
                "VerifierRegistry",
                code(
                        VerifierRegistry.BINARY,
                        new DynamicArray<>(
                                Address.class,
                                terms.electors().stream().map(Address::new).toList()),
                        new Uint256(terms.threshold())));
        String observationResolver = sender.create(
                "ObservationResolver",
                code(
                        ObservationResolver.BINARY,
                        new Address(terms.eas()),
                        new Address(verifierRegistry),
                        new Address(terms.hypercerts())));
        String factory = sender.create(
                "PerformanceContractFactory",
                code(
                        PerformanceContractFactory.BINARY,
                        new Address(terms.eas()),
                        new Address(verifierRegistry),
                        new Address(terms.treasury()),
                        new Uint64(terms.minimumChallengeWindow().toSeconds())));
        String milestoneResolver = created(factory, FIRST_CREATION);
        String given = terms.token();
        String token = given == null ? sender.create("DemonstrationToken", code(DemonstrationToken.BINARY)) : given;
        String revisionResolver =
                sender.create("RevisionResolver", code(RevisionResolver.BINARY, new Address(terms.eas())));
        return new Deployment(
                terms.chainId(),
                terms.hypercerts(),
                terms.eas(),
                terms.schemaRegistry(),
                verifierRegistry,
                observationResolver,
                milestoneResolver,
                factory,
                token,
                register(sender, AttestationSchema.OBSERVATION, observationResolver, terms),
                register(sender, AttestationSchema.MILESTONE, milestoneResolver, terms),
                revisionResolver,
                register(sender, AttestationSchema.REVISION, revisionResolver, terms),
                register(sender, AttestationSchema.CREATOR_FEED, AttestationSchema.NO_RESOLVER, terms),
                register(sender, AttestationSchema.BASIC_EVALUATION, AttestationSchema.NO_RESOLVER, terms),
                fromBlock);
    }

    /** The creation code of a contract with its arguments, in hex. */
    static String code(String binary, Type<?>... arguments) {
        String code = binary + FunctionEncoder.encodeConstructor(List.of(arguments));
        return code.startsWith("0x") ? code : "0x" + code;
    }

    /** Where the contract is, checksummed, that an account creates with this nonce. */
    static String created(String creator, BigInteger nonce) {
        return Keys.toChecksumAddress(ContractUtils.generateContractAddress(creator, nonce));
    }

    private static String register(Sender sender, AttestationSchema schema, String resolver, DeploymentTerms terms) {
        sender.register(schema, resolver, terms.schemaRegistry());
        return schema.uid(resolver);
    }
}
