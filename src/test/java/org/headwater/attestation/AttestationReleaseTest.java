// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headwater.EmbeddedParts;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.KeySigner;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Signer;
import org.headwater.chain.TransactionReverted;
import org.headwater.chain.Transactions;
import org.headwater.chain.UnexpectedContract;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** The contracts of three releases, as their authors published them, on the real chain. */
class AttestationReleaseTest {

    private static final Signer ATTESTER = new KeySigner(Credentials.create("0x" + "7".repeat(64)));
    private static final String SCHEMA_TEXT = "bool holds";
    private static final String NO_RESOLVER = "0x" + "0".repeat(40);

    private static final Map<Release, Contracts> DEPLOYED = new EnumMap<>(Release.class);

    private final Chain chain = EmbeddedParts.get(Chain.class);
    private final Transactions transactions = EmbeddedParts.get(Transactions.class);
    private final Deployment deployment =
            EmbeddedParts.get(ContractDeployments.class).ensure();

    enum Release {
        V0_26("0.26", DelegationForm.WITHOUT_DEADLINE),
        V1_2("1.2.0", DelegationForm.WITH_DEADLINE),
        V1_4("1.4.0", DelegationForm.WITH_ATTESTER);

        private final String version;
        private final DelegationForm form;

        Release(String version, DelegationForm form) {
            this.version = version;
            this.form = form;
        }
    }

    private record Contracts(String eas, String schema, EAS wrapper) {}

    private Contracts contracts(Release release) {
        return DEPLOYED.computeIfAbsent(release, this::deploy);
    }

    /** On registries of the test's own, since other tests count what the deployment's holds. */
    private Contracts deploy(Release release) {
        return switch (release) {
            case V0_26 -> deploy(release, PublishedAttestationContracts.RELEASE_0_26);
            case V1_2 -> deploy(release, PublishedAttestationContracts.RELEASE_1_2);
            case V1_4 -> {
                String registry = create(release + "/registry", SchemaRegistry.BINARY);
                String arguments = FunctionEncoder.encodeConstructor(List.of(new Address(registry)));
                yield contracts(release, registry, create(release + "/eas", EAS.BINARY + arguments));
            }
        };
    }

    private Contracts deploy(Release release, PublishedAttestationContracts contracts) {
        String registry = create(release + "/registry", contracts.schemaRegistry());
        return contracts(release, registry, create(release + "/eas", contracts.eas(registry)));
    }

    private Contracts contracts(Release release, String registry, String eas) {
        return new Contracts(
                eas, schema(release, registry), EAS.load(eas, chain.web3j(), chain.reader(), new DefaultGasProvider()));
    }

    private String create(String key, String code) {
        return transactions
                .execute(Intent.deployment("test/release/" + key, ContractDeployments.DEPLOYER, code))
                .deployedAddress();
    }

    private String schema(Release release, String registry) {
        SchemaRegistry contract =
                SchemaRegistry.load(registry, chain.web3j(), chain.reader(), new DefaultGasProvider());
        transactions.execute(Intent.call(
                "test/release/schema/" + release,
                ContractDeployments.DEPLOYER,
                registry,
                contract.register(SCHEMA_TEXT, NO_RESOLVER, true).encodeFunctionCall()));
        return Numeric.toHexString(
                Hash.sha3(Numeric.hexStringToByteArray(Numeric.toHexString(SCHEMA_TEXT.getBytes(StandardCharsets.UTF_8))
                        + Numeric.cleanHexPrefix(NO_RESOLVER)
                        + "01")));
    }

    private AttestationRelease read(String eas) {
        return AttestationRelease.of(chain.chainId(), eas, data -> chain.answer(eas, data));
    }

    private DelegatedAttestation attestation(Contracts contracts, int holds) {
        return new DelegatedAttestation(
                contracts.schema(),
                Numeric.toBytesPadded(BigInteger.valueOf(holds), 32),
                true,
                ATTESTER.address(),
                chain.read(contracts.wrapper().getNonce(ATTESTER.address())));
    }

    private SentTransaction relay(String key, String eas, String call) {
        return transactions.execute(Intent.call("test/release/" + key, Keyring.RELAY, eas, call));
    }

    @ParameterizedTest
    @EnumSource
    void delegatedAttestationAndRevocationAreAccepted(Release release) {
        Contracts contracts = contracts(release);
        AttestationRelease read = read(contracts.eas());
        assertThat(read.version()).isEqualTo(release.version);
        assertThat(read.form()).isEqualTo(release.form);

        SentTransaction attested = relay(
                "attest/" + release, contracts.eas(), attestation(contracts, 1).call(ATTESTER, read));
        EAS.AttestedEventResponse event =
                EAS.getAttestedEvents(attested.receipt()).getFirst();
        assertThat(event.attester).isEqualToIgnoringCase(ATTESTER.address());
        assertThat(chain.read(contracts.wrapper().getAttestation(event.uid)).revocationTime)
                .isZero();

        DelegatedRevocation revocation = new DelegatedRevocation(
                contracts.schema(),
                Numeric.toHexString(event.uid),
                ATTESTER.address(),
                chain.read(contracts.wrapper().getNonce(ATTESTER.address())));
        relay("revoke/" + release, contracts.eas(), revocation.call(ATTESTER, read));
        assertThat(chain.read(contracts.wrapper().getAttestation(event.uid)).revocationTime)
                .isPositive();
    }

    static Stream<Arguments> releasesAndOtherForms() {
        return Arrays.stream(Release.values())
                .flatMap(release -> Arrays.stream(DelegationForm.values())
                        .filter(form -> form != release.form)
                        .map(form -> Arguments.of(release, form)));
    }

    /** Once in a call as this release takes it, so that only the signature is wrong, and once as the other form has calls. */
    @ParameterizedTest
    @MethodSource("releasesAndOtherForms")
    void signatureInAnotherReleasesFormIsRefused(Release release, DelegationForm other) {
        Contracts contracts = contracts(release);
        AttestationRelease read = read(contracts.eas());
        DelegatedAttestation attestation = attestation(contracts, 0);
        String key = "refused/%s/%s".formatted(release, other);
        Signer otherwise = new SignsAnother(attestation.message(other).typedData(read.domain()));
        assertThatThrownBy(() -> relay(key, contracts.eas(), attestation.call(otherwise, read)))
                .isInstanceOf(TransactionReverted.class)
                .hasMessageContaining("InvalidSignature");
        AttestationRelease taken = new AttestationRelease(read.domain(), other);
        assertThatThrownBy(() -> relay(key, contracts.eas(), attestation.call(ATTESTER, taken)))
                .isInstanceOf(TransactionReverted.class);
    }

    @ParameterizedTest
    @EnumSource
    void signatureForAnotherVersionsDomainIsRefused(Release release) {
        Contracts contracts = contracts(release);
        AttestationRelease read = read(contracts.eas());
        var domain = new SignedMessage.Domain("EAS", "1.0.0", chain.chainId(), contracts.eas());
        assertThatThrownBy(() -> relay(
                        "domain/" + release,
                        contracts.eas(),
                        attestation(contracts, 0).call(ATTESTER, new AttestationRelease(domain, read.form()))))
                .hasMessageContaining("InvalidSignature");
    }

    /** Signs what a program for another release would have signed. */
    private record SignsAnother(String typedData) implements Signer {

        @Override
        public String address() {
            return ATTESTER.address();
        }

        @Override
        public byte[] sign(RawTransaction transaction) {
            return ATTESTER.sign(transaction);
        }

        @Override
        public Sign.SignatureData signTypedData(String ignored) {
            return ATTESTER.signTypedData(typedData);
        }
    }

    @Test
    void whatIsNoAttestationContractIsRefused() {
        assertThatThrownBy(() -> read("0x00000000000000000000000000000000000000aA"))
                .isInstanceOf(UnexpectedContract.class)
                .hasMessageContaining("does not say its version");
        assertThatThrownBy(() -> read(deployment.schemaRegistry()))
                .isInstanceOf(UnexpectedContract.class)
                .hasMessageContaining("getDomainSeparator");
    }

    static List<Arguments> lies() {
        String anotherHash = "0x" + "1".repeat(64);
        return List.of(
                Arguments.of("version", text("1.2.0"), "getDomainSeparator"),
                Arguments.of("version", text("3.0.0"), "version '3.0.0'"),
                Arguments.of("getName", text("Another"), "getDomainSeparator"),
                Arguments.of("getDomainSeparator", anotherHash, "getDomainSeparator"),
                Arguments.of("getDomainSeparator", "0x12", "getDomainSeparator"),
                Arguments.of("getAttestTypeHash", anotherHash, "getAttestTypeHash"),
                Arguments.of("getRevokeTypeHash", anotherHash, "getRevokeTypeHash"),
                Arguments.of("eip712Domain", "0x0e" + "0".repeat(62) + "0".repeat(64 * 9), "describes its domain"));
    }

    private static String text(String value) {
        return "0x" + FunctionEncoder.encodeConstructor(List.of(new Utf8String(value)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void contractThatContradictsItselfIsRefused(String function, String answer, String named) {
        String selector = Hash.sha3String(function + "()").substring(0, 10);
        Function<String, Optional<String>> lying =
                data -> data.equals(selector) ? Optional.of(answer) : chain.answer(deployment.eas(), data);
        assertThatThrownBy(() -> AttestationRelease.of(chain.chainId(), deployment.eas(), lying))
                .isInstanceOf(UnexpectedContract.class)
                .hasMessageContaining(named);
    }
}
