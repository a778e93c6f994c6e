// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.headwater.hypercert.ClaimId;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** What an evaluator says of the parts of a hypercert, in the schema that hypercert applications share. */
public record BasicEvaluation(
        ClaimId claim,
        Verdict basic,
        Verdict work,
        Verdict contributors,
        Verdict properties,
        String comments,
        List<String> tags) {

    private static final int TAGS = 8;

    private static final List<TypeReference<?>> TYPES = List.of(
            new TypeReference<Uint256>() {},
            new TypeReference<Address>() {},
            new TypeReference<Uint256>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Uint8>() {},
            new TypeReference<Utf8String>() {},
            new TypeReference<DynamicArray<Utf8String>>() {});

    /** Of one part of the hypercert; the place is the number that the schema has for it. */
    public enum Verdict {
        NOT_EVALUATED,
        VALID,
        INVALID;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public BasicEvaluation {
        tags = List.copyOf(tags);
    }

    byte[] encoded() {
        return SchemaValues.encoded(List.of(
                new Uint256(claim.chainId()),
                new Address(claim.contract()),
                new Uint256(claim.tokenId()),
                new Uint8(basic.ordinal()),
                new Uint8(work.ordinal()),
                new Uint8(contributors.ordinal()),
                new Uint8(properties.ordinal()),
                new Utf8String(comments),
                new DynamicArray<>(
                        Utf8String.class, tags.stream().map(Utf8String::new).toList())));
    }

    /** The evaluation in data that anybody may have written; empty unless it is one, of a claim. */
    static Optional<BasicEvaluation> decoded(byte[] data) {
        return SchemaValues.decoded(data, TYPES, TAGS).flatMap(BasicEvaluation::of);
    }

    private static Optional<BasicEvaluation> of(List<Type<?>> values) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 3; i < 7; i++) {
            BigInteger number = (BigInteger) values.get(i).getValue();
            if (number.compareTo(BigInteger.valueOf(Verdict.values().length)) >= 0) {
                return Optional.empty();
            }
            verdicts.add(Verdict.values()[number.intValueExact()]);
        }
        return SchemaValues.claim(values)
                .map(claim -> new BasicEvaluation(
                        claim,
                        verdicts.get(0),
                        verdicts.get(1),
                        verdicts.get(2),
                        verdicts.get(3),
                        (String) values.get(7).getValue(),
                        SchemaValues.texts(values.get(TAGS))));
    }
}
