// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.headwater.document.CanonicalJson;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.UnknownDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * Who may take how many units of a claim. The units add up to those of the claim exactly: the hypercerts contract 0.8.11 does
 * not count what it has handed out, so that a list with more would let more be taken than the claim has.
 */
public final class AllowList {

    /** Most addresses; the dump of so many stays below the size of a document. */
    public static final int MOST_ENTRIES = 3_000;

    private static final String FORMAT = "standard-v1";
    private static final List<String> LEAF_ENCODING = List.of("address", "uint256");
    private static final int UNIT_BITS = 256;

    private final List<Entry> entries;
    private final StandardMerkleTree tree;

    /**
     * Units of one address.
     *
     * @param address checksummed
     * @param units above 0
     */
    public record Entry(String address, BigInteger units) {}

    private record Dump(String format, List<String> leafEncoding, List<String> tree, List<Value> values) {

        record Value(List<String> value, int treeIndex) {}
    }

    private AllowList(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.tree = StandardMerkleTree.of(entries.stream()
                .map(entry -> StandardMerkleTree.leaf(entry.address(), entry.units()))
                .toList());
    }

    /**
     * The list in {@code [{address, units}]}, or {@code [{address, share}]} to be scaled to the claim's units so that nothing is
     * lost (largest remainders, the earlier address first among equals). Several entries of one address are added up.
     *
     * @param units of the claim, 1 to 2^256 - 1
     * @throws InvalidDocument with the pointer of what is wrong, or of the whole list if it does not add up
     */
    public static AllowList fromJson(JsonNode list, BigInteger units) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_ENTRIES) {
            throw refused("", list, "an array of 1 to %d objects".formatted(MOST_ENTRIES));
        }
        boolean shares = list.get(0).has("share");
        String member = shares ? "share" : "units";
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            String pointer = "/" + i;
            if (!entry.isObject() || entry.size() != 2) {
                throw refused(pointer, entry, "an object with address and " + member);
            }
            amounts.merge(
                    Addresses.require(pointer + "/address", entry.path("address")),
                    shares
                            ? share(pointer + "/share", entry.path("share"))
                            : new BigDecimal(units(pointer + "/units", entry.path("units"))),
                    BigDecimal::add);
        }
        return shares ? scaled(amounts, units) : exactly(amounts, units);
    }

    /**
     * The same from CSV with the header {@code address,units} or {@code address,share}, fields without quotes.
     *
     * @throws InvalidDocument with the number of the line among the entries, counted from 0, as pointer
     */
    public static AllowList fromCsv(String csv, BigInteger units) {
        List<String> lines =
                csv.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || !Set.of("address,units", "address,share").contains(lines.getFirst())) {
            throw new InvalidDocument(List.of(new Violation(
                    "",
                    lines.isEmpty() ? "nothing" : lines.getFirst(),
                    "a first line address,units or address,share")));
        }
        String member = lines.getFirst().substring("address,".length());
        List<Map<String, String>> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            if (fields.length != 2) {
                throw new InvalidDocument(
                        List.of(new Violation("/" + entries.size(), line, "an address, a comma, and " + member)));
            }
            entries.add(Map.of("address", fields[0].strip(), member, fields[1].strip()));
        }
        return fromJson(Json.tree(entries.toArray()), units);
    }

    /**
     * The list in a dump of OpenZeppelin's tree, from anywhere: every hash is computed again.
     *
     * @throws InvalidDocument if it is no such dump, has an address twice, or does not add up to {@code units}
     */
    public static AllowList fromDump(JsonNode dump, BigInteger units) {
        if (!dump.path("format").asString("").equals(FORMAT)) {
            throw refused("/format", dump.path("format"), FORMAT);
        }
        if (!dump.path("leafEncoding").equals(Json.tree(LEAF_ENCODING.toArray()))) {
            throw refused("/leafEncoding", dump.path("leafEncoding"), "[\"address\",\"uint256\"]");
        }
        JsonNode values = dump.path("values");
        if (!values.isArray() || values.isEmpty() || values.size() > MOST_ENTRIES) {
            throw refused("/values", values, "1 to %d leaves".formatted(MOST_ENTRIES));
        }
        List<Entry> entries = leaves(values);
        requireTotal(entries, units);
        AllowList list = new AllowList(entries);
        list.requireSame(dump);
        return list;
    }

    /**
     * The pinned list of a claim, checked again.
     *
     * @throws UnknownDocument if it is not stored here
     * @throws InvalidDocument if it is refused
     */
    static AllowList read(BlockStore blocks, Cid cid, BigInteger units) {
        byte[] dump = blocks.read(cid).orElseThrow(() -> new UnknownDocument(cid));
        return fromDump(Json.parse(dump), units);
    }

    private static List<Entry> leaves(JsonNode values) {
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String pointer = "/values/" + i + "/value";
            JsonNode leaf = values.get(i).path("value");
            String address = Addresses.require(pointer + "/0", leaf.path(0));
            if (!seen.add(address)) {
                throw refused(pointer + "/0", leaf.path(0), "each address once");
            }
            entries.add(new Entry(address, units(pointer + "/1", leaf.path(1))));
        }
        return entries;
    }

    /** The canonical tree alone is accepted: leaves in the order of their hashes, which is what OpenZeppelin writes. */
    private void requireSame(JsonNode dump) {
        List<String> nodes = tree.hex();
        JsonNode given = dump.path("tree");
        if (given.size() != nodes.size()) {
            throw refused("/tree", given, nodes.size() + " hashes");
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!given.path(i).asString("").equalsIgnoreCase(nodes.get(i))) {
                throw refused("/tree/" + i, given.path(i), nodes.get(i));
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            JsonNode index = dump.path("values").path(i).path("treeIndex");
            if (!index.isInt() || index.intValue() != tree.node(i)) {
                throw refused("/values/" + i + "/treeIndex", index, String.valueOf(tree.node(i)));
            }
        }
    }

    private static void requireTotal(List<Entry> entries, BigInteger units) {
        BigInteger total = entries.stream().map(Entry::units).reduce(BigInteger.ZERO, BigInteger::add);
        if (!total.equals(units)) {
            throw new InvalidDocument(List.of(new Violation(
                    "", "a list of %s units".formatted(total), "exactly %s, the units of the claim".formatted(units))));
        }
    }

    private static AllowList exactly(Map<String, BigDecimal> amounts, BigInteger units) {
        List<Entry> entries = amounts.entrySet().stream()
                .map(amount -> new Entry(amount.getKey(), amount.getValue().toBigIntegerExact()))
                .toList();
        requireTotal(entries, units);
        return new AllowList(entries);
    }

    private static AllowList scaled(Map<String, BigDecimal> shares, BigInteger units) {
        List<String> addresses = List.copyOf(shares.keySet());
        BigDecimal total = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int scale = total.scale();
        BigInteger divisor = total.unscaledValue();
        List<BigInteger[]> parts = shares.values().stream()
                .map(share ->
                        share.setScale(scale).unscaledValue().multiply(units).divideAndRemainder(divisor))
                .toList();
        int left = units.subtract(parts.stream().map(part -> part[0]).reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        Set<Integer> roundedUp = Set.copyOf(IntStream.range(0, parts.size())
                .boxed()
                .sorted((one, other) -> parts.get(other)[1].compareTo(parts.get(one)[1]))
                .limit(left)
                .toList());
        return new AllowList(IntStream.range(0, parts.size())
                .mapToObj(i -> new Entry(
                        addresses.get(i), nonzero(addresses.get(i), parts.get(i)[0], roundedUp.contains(i), units)))
                .toList());
    }

    private static BigInteger nonzero(String address, BigInteger floor, boolean roundedUp, BigInteger units) {
        BigInteger rounded = roundedUp ? floor.add(BigInteger.ONE) : floor;
        if (rounded.signum() == 0) {
            throw new InvalidDocument(List.of(new Violation(
                    "",
                    "a share of %s below one unit".formatted(address),
                    "shares of at least one of %s units".formatted(units))));
        }
        return rounded;
    }

    private static BigInteger units(String pointer, JsonNode units) {
        if (units.isString() && units.stringValue().matches("[1-9][0-9]{0,77}")) {
            BigInteger number = new BigInteger(units.stringValue());
            if (number.bitLength() <= UNIT_BITS) {
                return number;
            }
        }
        throw refused(pointer, units, "a whole number from 1 to 2^256 - 1 as a decimal string");
    }

    private static BigDecimal share(String pointer, JsonNode share) {
        if (share.isString() && share.stringValue().matches("[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            BigDecimal number = new BigDecimal(share.stringValue());
            if (number.signum() > 0) {
                return number;
            }
        }
        throw refused(pointer, share, "a decimal number above 0 as a string");
    }

    private static InvalidDocument refused(String pointer, JsonNode value, String allowed) {
        return new InvalidDocument(List.of(Violation.of(pointer, value, allowed)));
    }

    /** The addresses in the order given, each once. */
    public List<Entry> entries() {
        return entries;
    }

    /** The units of an address in any case; null if it is not on the list. */
    public @Nullable BigInteger unitsOf(String address) {
        return entries.stream()
                .filter(entry -> entry.address().equalsIgnoreCase(address))
                .map(Entry::units)
                .findFirst()
                .orElse(null);
    }

    /** The entries by the hash of their leaf, which the contract names when one is taken: 0x and 64 hexadecimal digits. */
    public Map<String, Entry> leaves() {
        List<String> nodes = tree.hex();
        Map<String, Entry> leaves = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            leaves.put(nodes.get(tree.node(i)), entries.get(i));
        }
        return leaves;
    }

    /** The root that {@code createAllowlist} wants, 32 bytes. */
    public byte[] root() {
        return tree.root();
    }

    /**
     * What proves to the contract that an address is on the list, 32 bytes each.
     *
     * @throws IllegalArgumentException if it is not
     */
    public List<byte[]> proof(String address) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).address().equalsIgnoreCase(address)) {
                return tree.proof(i);
            }
        }
        throw new IllegalArgumentException("/address: '%s' is not on the list".formatted(address));
    }

    /** OpenZeppelin's dump of the tree as canonical JSON, which hypercert applications read. */
    public byte[] dump() {
        List<Dump.Value> values = IntStream.range(0, entries.size())
                .mapToObj(i -> new Dump.Value(
                        List.of(entries.get(i).address(), entries.get(i).units().toString()), tree.node(i)))
                .toList();
        return CanonicalJson.bytes(Json.tree(new Dump(FORMAT, LEAF_ENCODING, tree.hex(), values)));
    }

    @Override
    public String toString() {
        return "%d addresses, root %s".formatted(entries.size(), Numeric.toHexString(root()));
    }
}
