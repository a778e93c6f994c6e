// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.chain.Anchors;
import org.headwater.chain.contract.EAS;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

/** The attestations of a schema, found by their events and read from the attestation service. */
final class AttestationRecords {

    private static final List<TypeReference<?>> OBSERVATION = List.of(
            new TypeReference<Uint256>() {}, new TypeReference<Utf8String>() {}, new TypeReference<Bytes32>() {});

    private static final List<TypeReference<?>> MILESTONE = List.of(
            new TypeReference<Address>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Int256>() {},
            new TypeReference<Bytes32>() {},
            new TypeReference<Utf8String>() {});

    private final RemoteChain chain;
    private final Anchors anchors;
    private final Accreditations accreditations;

    AttestationRecords(RemoteChain chain, Anchors anchors) {
        this.chain = chain;
        this.anchors = anchors;
        this.accreditations = Accreditations.read(chain, anchors);
    }

    /** All attestations of the observation schema: claim number, observation's identifier, hash of the evidence. */
    List<ChainAttestation> observations() {
        return read(anchors.schemas().observation(), OBSERVATION);
    }

    /** All attestations of the milestone schema: contract, milestone, value, hash of the evidence, verification's identifier. */
    List<ChainAttestation> milestones() {
        return read(anchors.schemas().milestone(), MILESTONE);
    }

    private List<ChainAttestation> read(String schema, List<TypeReference<?>> types) {
        return Threads.each(
                chain.events(
                        anchors.contracts().eas().address(), anchors.fromBlock(), EAS.ATTESTED_EVENT, "", "", schema),
                event -> read(event, schema, types));
    }

    private ChainAttestation read(Log event, String schema, List<TypeReference<?>> types) {
        EAS.AttestedEventResponse attested = EAS.getAttestedEventFromLog(event);
        EAS.Attestation held =
                chain.call(chain.eas(anchors.contracts().eas().address()).getAttestation(attested.uid));
        return new ChainAttestation(
                Numeric.toHexString(attested.uid),
                held.attester,
                decode(held.data, types),
                time(held.time).orElse(Instant.EPOCH),
                time(held.revocationTime),
                faults(event, attested, held, schema));
    }

    private List<String> faults(Log event, EAS.AttestedEventResponse attested, EAS.Attestation held, String schema) {
        List<String> faults = new ArrayList<>();
        String name = "attestation " + Numeric.toHexString(attested.uid);
        if (!Numeric.toHexString(held.schema).equals(schema)) {
            faults.add("%s has schema %s, not %s".formatted(name, Numeric.toHexString(held.schema), schema));
        }
        if (!held.attester.equalsIgnoreCase(attested.attester)) {
            faults.add("%s is held for %s, its event names %s".formatted(name, held.attester, attested.attester));
        }
        if (held.expirationTime.signum() != 0) {
            faults.add("%s expires at %s".formatted(name, Instant.ofEpochSecond(held.expirationTime.longValue())));
        }
        if (!accreditations.at(event, held.attester)) {
            faults.add("%s is by %s, no accredited verifier at that time".formatted(name, held.attester));
        }
        return faults;
    }

    private static Optional<Instant> time(BigInteger seconds) {
        return seconds.signum() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds.longValueExact()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Type<?>> decode(byte[] data, List<TypeReference<?>> types) {
        return (List) FunctionReturnDecoder.decode(Numeric.toHexString(data), (List) types);
    }
}
