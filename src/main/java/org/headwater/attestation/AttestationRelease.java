// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.headwater.chain.UnexpectedContract;
import org.headwater.chain.contract.EAS;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes1;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.utils.Numeric;

/**
 * Which release of the Ethereum Attestation Service a contract is, by its own words and proven by what it has signed: the
 * domain separator and the hashes of both message types are computed here and equal the contract's.
 */
public final class AttestationRelease {

    /** The name in the domain of releases that cannot be asked for it. */
    private static final String NAME = "EAS";

    /** EIP-5267: name, version, chain and contract are in the domain; no salt. */
    private static final byte DOMAIN_MEMBERS = 0x0f;

    private final SignedMessage.Domain domain;
    private final DelegationForm form;

    AttestationRelease(SignedMessage.Domain domain, DelegationForm form) {
        this.domain = domain;
        this.form = form;
    }

    /**
     * Asks the contract which release it is, and does not believe it unproven.
     *
     * @param contract address of the service
     * @param answers what the contract answers to call data, both in hex; empty if it refuses
     * @throws UnexpectedContract if it is no release whose signatures are known, or contradicts itself
     */
    public static AttestationRelease of(long chainId, String contract, Function<String, Optional<String>> answers) {
        return new Examination(chainId, contract, answers).release();
    }

    SignedMessage.Domain domain() {
        return domain;
    }

    DelegationForm form() {
        return form;
    }

    /** Such as {@code 1.3.0}. */
    public String version() {
        return domain.version();
    }

    /** Hash of the domain that signatures for this contract are made in, 0x and 64 hexadecimal digits. */
    public String domainSeparator() {
        return domain.separator();
    }

    /** The call of a function whose request ends with signature and signer, and in later releases with a deadline: never. */
    String call(String function, List<Type<?>> request, EAS.Signature signature, String signer) {
        @SuppressWarnings("rawtypes")
        List<Type> members = new ArrayList<>(request);
        members.add(signature);
        members.add(new Address(signer));
        if (form.deadline()) {
            members.add(new Uint64(SignedMessage.NEVER));
        }
        boolean dynamic = members.stream().anyMatch(DynamicStruct.class::isInstance);
        Type<?> struct = dynamic ? new DynamicStruct(members) : new StaticStruct(members);
        return FunctionEncoder.encode(new org.web3j.abi.datatypes.Function(function, List.of(struct), List.of()));
    }

    /** One contract that is asked. */
    private record Examination(long chainId, String contract, Function<String, Optional<String>> answers) {

        AttestationRelease release() {
            String version =
                    text("version").or(() -> text("VERSION")).orElseThrow(() -> refused("does not say its version"));
            DelegationForm form = DelegationForm.ofVersion(version)
                    .orElseThrow(() -> refused("says version '%s'; known are 0.26 to 1.x", version));
            var domain = new SignedMessage.Domain(text("getName").orElse(NAME), version, chainId, contract);
            requireSame("getDomainSeparator", domain.separator(), domain);
            requireSame("getAttestTypeHash", form.attest().hash(), domain);
            requireSame("getRevokeTypeHash", form.revoke().hash(), domain);
            requireDescription(domain);
            return new AttestationRelease(domain, form);
        }

        private void requireSame(String function, String computed, SignedMessage.Domain domain) {
            String found = values(function, new TypeReference<Bytes32>() {})
                    .map(values ->
                            Numeric.toHexString((byte[]) values.getFirst().getValue()))
                    .orElseThrow(() -> refused("does not answer %s()", function));
            if (!found.equals(computed)) {
                throw refused(
                        "says it is '%s' version %s, but %s() is %s, not %s",
                        domain.name(), domain.version(), function, found, computed);
            }
        }

        /** EIP-5267, where the release has it. */
        private void requireDescription(SignedMessage.Domain domain) {
            Optional<List<Type<?>>> told = values(
                    "eip712Domain",
                    new TypeReference<Bytes1>() {},
                    new TypeReference<Utf8String>() {},
                    new TypeReference<Utf8String>() {},
                    new TypeReference<Uint256>() {},
                    new TypeReference<Address>() {},
                    new TypeReference<Bytes32>() {},
                    new TypeReference<DynamicArray<Uint256>>() {});
            if (told.isPresent() && !describes(told.get(), domain)) {
                throw refused("describes its domain as %s, not as %s", told.get(), domain);
            }
        }

        private static boolean describes(List<Type<?>> told, SignedMessage.Domain domain) {
            return ((byte[]) told.getFirst().getValue())[0] == DOMAIN_MEMBERS
                    && told.get(1).getValue().equals(domain.name())
                    && told.get(2).getValue().equals(domain.version())
                    && told.get(3).getValue().equals(BigInteger.valueOf(domain.chainId()))
                    && told.get(4).toString().equalsIgnoreCase(domain.verifyingContract());
        }

        private Optional<String> text(String function) {
            return values(function, new TypeReference<Utf8String>() {})
                    .map(values -> (String) values.getFirst().getValue());
        }

        /** Empty where the contract has no such function, or answers it with something else. */
        private Optional<List<Type<?>>> values(String function, TypeReference<?>... types) {
            var question = new org.web3j.abi.datatypes.Function(function, List.of(), Arrays.asList(types));
            return answers.apply(FunctionEncoder.encode(question))
                    .flatMap(answer -> decoded(answer, question))
                    .filter(values -> values.size() == types.length);
        }

        @SuppressWarnings({"rawtypes", "unchecked"})
        private static Optional<List<Type<?>>> decoded(String answer, org.web3j.abi.datatypes.Function question) {
            try {
                List<Type> values = FunctionReturnDecoder.decode(answer, question.getOutputParameters());
                return Optional.of((List) values);
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }

        private UnexpectedContract refused(String reason, Object... values) {
            return new UnexpectedContract(
                    "eas: the contract at %s on chain %d %s".formatted(contract, chainId, reason.formatted(values)));
        }
    }
}
