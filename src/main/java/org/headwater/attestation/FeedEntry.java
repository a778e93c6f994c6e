// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.hypercert.ClaimId;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/** What the creator of a hypercert adds to it, in the schema that hypercert applications share. */
public record FeedEntry(ClaimId claim, String title, String description, List<Source> sources) {

    private static final int SOURCES = 5;

    private static final List<TypeReference<?>> TYPES = List.of(
            new TypeReference<Uint256>() {},
            new TypeReference<Address>() {},
            new TypeReference<Uint256>() {},
            new TypeReference<Utf8String>() {},
            new TypeReference<Utf8String>() {},
            new TypeReference<DynamicArray<Utf8String>>() {});

    /**
     * A link, or a file on IPFS.
     *
     * @param type {@code url}, or the media type of the file
     * @param name of the file; null of a link
     * @param src address of the link, or content identifier of the file
     */
    public record Source(String type, @Nullable String name, String src) {

        static final String URL = "url";

        @JsonCreator
        public Source(
                @JsonProperty(value = "type", required = true) String type,
                @JsonProperty("name") @Nullable String name,
                @JsonProperty(value = "src", required = true) String src) {
            this.type = type;
            this.name = name;
            this.src = src;
        }

        boolean isLink() {
            return type.equals(URL);
        }
    }

    public FeedEntry {
        sources = List.copyOf(sources);
    }

    byte[] encoded() {
        return SchemaValues.encoded(List.of(
                new Uint256(claim.chainId()),
                new Address(claim.contract()),
                new Uint256(claim.tokenId()),
                new Utf8String(title),
                new Utf8String(description),
                new DynamicArray<>(
                        Utf8String.class,
                        sources.stream()
                                .map(Json.mapper()::writeValueAsString)
                                .map(Utf8String::new)
                                .toList())));
    }

    /** The entry in data that anybody may have written; empty unless it is one, of a claim. */
    static Optional<FeedEntry> decoded(byte[] data) {
        return SchemaValues.decoded(data, TYPES, SOURCES).flatMap(FeedEntry::of);
    }

    private static Optional<FeedEntry> of(List<Type<?>> values) {
        return SchemaValues.claim(values)
                .flatMap(claim -> sources(SchemaValues.texts(values.get(SOURCES)))
                        .map(sources -> new FeedEntry(
                                claim,
                                (String) values.get(3).getValue(),
                                (String) values.get(4).getValue(),
                                sources)));
    }

    private static Optional<List<Source>> sources(List<String> texts) {
        List<Source> sources = new ArrayList<>();
        try {
            for (String text : texts) {
                sources.add(Json.bind(Json.parse(text.getBytes(StandardCharsets.UTF_8)), Source.class));
            }
        } catch (InvalidDocument notJson) {
            return Optional.empty();
        }
        return Optional.of(sources);
    }
}
