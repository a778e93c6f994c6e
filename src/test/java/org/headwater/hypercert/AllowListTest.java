// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.headwater.Examples;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.hypercert.AllowList.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AllowListTest {

    private static final long SEED = 20_260_102;
    private static final BigInteger UNITS = BigInteger.valueOf(100_000_000);
    private static final String ONE = "0x1111111111111111111111111111111111111111";
    private static final String CHECKSUMMED = "0x59266D85D94666D037C1e32dAa8FaC9E95CdaFEf";

    @Test
    void vectorOfThePublishedFormatIsGivenAndRead() throws IOException {
        JsonNode vector = vectors().get("allowlist");
        AllowList list = AllowList.fromJson(entries(vector.at("/dump/values")), UNITS);

        assertThat(Numeric.toHexString(list.root()))
                .isEqualTo(vector.get("root").stringValue());
        assertThat(Json.parse(list.dump())).isEqualTo(vector.get("dump"));
        for (JsonNode entry : vector.get("entries")) {
            assertThat(list.proof(entry.at("/value/0").stringValue()))
                    .extracting(Numeric::toHexString)
                    .containsExactlyElementsOf(texts(entry.get("proof")));
        }
        assertThat(AllowList.fromDump(vector.get("dump"), UNITS).root()).isEqualTo(list.root());
    }

    @Test
    void openZeppelinBuildsTheSameTreesAndVerifiesTheProofs() throws Exception {
        Random random = new Random(SEED);
        List<AllowList> lists = IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100, 257)
                .mapToObj(size -> random(size, random))
                .toList();
        List<JsonNode> built = HypercertsPeer.ask(lists.stream().map(list -> question("entries", pairs(list))));
        List<JsonNode> loaded =
                HypercertsPeer.ask(lists.stream().map(list -> question("dump", Json.parse(list.dump()))));

        for (int i = 0; i < lists.size(); i++) {
            AllowList list = lists.get(i);
            assertThat(built.get(i).get("dump")).isEqualTo(Json.parse(list.dump()));
            assertThat(loaded.get(i).get("root").stringValue()).isEqualTo(Numeric.toHexString(list.root()));
            assertThat(loaded.get(i).get("verified").booleanValue()).isTrue();
            assertThat(loaded.get(i).get("proofs"))
                    .hasSize(list.entries().size())
                    .allSatisfy(
                            proof -> assertThat(list.proof(proof.at("/value/0").stringValue()))
                                    .extracting(Numeric::toHexString)
                                    .containsExactlyElementsOf(texts(proof.get("proof"))));
            assertThat(AllowList.fromDump(built.get(i).get("dump"), total(list)).root())
                    .isEqualTo(list.root());
        }
    }

    /** What this says would be said of any proof, were it not for this. */
    @Test
    void openZeppelinRefusesAProofOfOtherUnits() throws Exception {
        AllowList list = random(5, new Random(SEED));
        Entry entry = list.entries().getFirst();
        List<JsonNode> answers =
                HypercertsPeer.ask(Stream.of(entry.units(), entry.units().add(BigInteger.ONE))
                        .map(units -> question(
                                "proof",
                                Json.tree(Map.of(
                                        "root", Numeric.toHexString(list.root()),
                                        "value", List.of(entry.address(), units.toString()),
                                        "proof",
                                                list.proof(entry.address()).stream()
                                                        .map(Numeric::toHexString)
                                                        .toList())))));

        assertThat(answers)
                .extracting(answer -> answer.get("verified").booleanValue())
                .containsExactly(true, false);
    }

    @Test
    void csvAndJsonAreTheSameList() {
        String csv = "address,units\r\n" + ONE + ", 60000000\n\n" + CHECKSUMMED + ",40000000\n";

        assertThat(AllowList.fromCsv(csv, UNITS).dump())
                .isEqualTo(AllowList.fromJson(list(ONE, "60000000", CHECKSUMMED, "40000000"), UNITS)
                        .dump());
    }

    @Test
    void unitsOfOneAddressAreAddedUpWhateverItsCase() {
        AllowList list = AllowList.fromJson(
                list(CHECKSUMMED.toLowerCase(Locale.ROOT), "1", ONE, "9999", CHECKSUMMED, "99990000"), UNITS);

        assertThat(list.entries())
                .containsExactly(
                        new Entry(CHECKSUMMED, BigInteger.valueOf(99_990_001)),
                        new Entry(ONE, BigInteger.valueOf(9_999)));
    }

    @Test
    void sharesAreScaledSoThatNothingIsLost() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            BigInteger units = new BigInteger(40 + random.nextInt(200), random).add(BigInteger.TWO.pow(39));
            List<String> shares = Stream.generate(() -> random.nextInt(1, 1_000_000) + "." + random.nextInt(1_000))
                    .limit(1 + random.nextInt(30))
                    .toList();
            AllowList list = AllowList.fromJson(shared(shares), units);

            assertThat(total(list)).isEqualTo(units);
        }
        assertThat(AllowList.fromJson(shared(List.of("1", "1", "1")), BigInteger.TEN)
                        .entries())
                .extracting(Entry::units)
                .containsExactly(BigInteger.valueOf(4), BigInteger.valueOf(3), BigInteger.valueOf(3));
        assertThat(AllowList.fromJson(shared(List.of("50.4", "49.6")), BigInteger.TEN)
                        .entries())
                .extracting(Entry::units)
                .containsExactly(BigInteger.valueOf(5), BigInteger.valueOf(5));
    }

    @Test
    void listThatDoesNotAddUpIsRefusedFromWhereverItComes() throws IOException {
        JsonNode dump = vectors().at("/allowlist/dump");
        for (BigInteger units : List.of(UNITS.subtract(BigInteger.ONE), UNITS.add(BigInteger.ONE), BigInteger.ONE)) {
            assertThat(refusal(() -> AllowList.fromDump(dump, units))).contains("exactly " + units);
            assertThat(refusal(() -> AllowList.fromJson(entries(dump.get("values")), units)))
                    .contains("exactly " + units);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                        | the document",
                "{}                                                        | the document",
                "[5]                                                       | /0",
                "[{\"address\":\"%1$s\"}]                                  | /0",
                "[{\"address\":\"%1$s\",\"units\":\"1\",\"more\":1}]       | /0",
                "[{\"address\":\"0x11\",\"units\":\"1\"}]                  | /0/address",
                "[{\"address\":5,\"units\":\"1\"}]                         | /0/address",
                "[{\"address\":\"0x0000000000000000000000000000000000000000\",\"units\":\"1\"}] | /0/address",
                "[{\"address\":\"0x59266d85D94666D037C1e32dAa8FaC9E95CdaFEf\",\"units\":\"1\"}] | /0/address",
                "[{\"address\":\"%1$s\",\"units\":1}]                      | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"0\"}]                  | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"-1\"}]                 | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"1.0\"}]                | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"1e3\"}]                | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"}]"
                    + " | /0/units",
                "[{\"address\":\"%1$s\",\"units\":\"115792089237316195423570985008687907853269984665640564039457584007913129639935\"},{\"address\":\"%1$s\",\"units\":\"1\"}]"
                    + "         | the document",
                "[{\"address\":\"%1$s\",\"share\":\"1\"},{\"address\":\"%1$s\",\"units\":\"1\"}] | /1/share",
                "[{\"address\":\"%1$s\",\"share\":\"0\"}]                  | /0/share",
                "[{\"address\":\"%1$s\",\"share\":\"1e9\"}]                | /0/share",
            })
    void badEntryIsRefusedAtItsPlace(String list, String place) {
        JsonNode json = Json.parse(list.formatted(ONE).getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(() -> AllowList.fromJson(json, UNITS))).startsWith(place + " is ");
    }

    @Test
    void shareThatWouldGetNoUnitAndListThatIsTooLongAreRefused() {
        assertThat(refusal(() -> AllowList.fromJson(shared(List.of("1000", "1")), BigInteger.TEN)))
                .contains("below one unit");
        ArrayNode list = Json.mapper().createArrayNode();
        IntStream.rangeClosed(1, AllowList.MOST_ENTRIES + 1)
                .forEach(i -> list.addObject().put("address", address(i)).put("units", "1"));
        assertThat(refusal(() -> AllowList.fromJson(list, UNITS))).contains("1 to 3000");
    }

    @Test
    void badCsvIsRefused() {
        assertThat(refusal(() -> AllowList.fromCsv("", UNITS))).contains("address,units");
        assertThat(refusal(() -> AllowList.fromCsv("who,units\n" + ONE + ",1", UNITS)))
                .contains("who,units");
        assertThat(refusal(() -> AllowList.fromCsv("address,units\n" + ONE + ",1,2", UNITS)))
                .startsWith("/0 is ");
        assertThat(refusal(() -> AllowList.fromCsv("address,units\n" + ONE + ",=1+1", UNITS)))
                .startsWith("/0/units");
    }

    /** Each tampering that leaves the units right; OpenZeppelin's own loader lets some of them pass. */
    @Test
    void tamperedDumpIsRefusedAtItsPlace() throws IOException {
        Map<String, Object> tamperings = Map.of(
                "/format",
                "standard-v2",
                "/leafEncoding",
                List.of("address", "uint128"),
                "/tree/0",
                "0x" + "00".repeat(32),
                "/tree/2",
                "0x" + "11".repeat(32),
                "/tree",
                List.of("0x00"),
                "/values/1/treeIndex",
                3,
                "/values/0/treeIndex",
                "3",
                "/values/0/value/0",
                CHECKSUMMED,
                "/values/1/value/0",
                ONE,
                "/values",
                List.of());
        assertThat(tamperings).hasSize(10);
        for (Map.Entry<String, Object> tampering : tamperings.entrySet()) {
            JsonNode dump = vectors().at("/allowlist/dump").deepCopy();
            Examples.set(dump, tampering.getKey(), tampering.getValue());
            String place = tampering.getKey().equals("/values/0/value/0") ? "/tree/" : tampering.getKey();

            assertThat(refusal(() -> AllowList.fromDump(dump, UNITS))).startsWith(place);
        }
    }

    @Test
    void largestListFitsIntoADocument() {
        BigInteger most = BigInteger.TWO.pow(255).divide(BigInteger.valueOf(AllowList.MOST_ENTRIES));
        ArrayNode list = Json.mapper().createArrayNode();
        IntStream.rangeClosed(1, AllowList.MOST_ENTRIES)
                .forEach(i -> list.addObject().put("address", address(i)).put("units", most.toString()));
        BigInteger units = most.multiply(BigInteger.valueOf(AllowList.MOST_ENTRIES));
        byte[] dump = AllowList.fromJson(list, units).dump();

        assertThat(AllowList.fromDump(Json.parse(dump), units).entries()).hasSize(AllowList.MOST_ENTRIES);
    }

    private static AllowList random(int size, Random random) {
        ArrayNode list = Json.mapper().createArrayNode();
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < size; i++) {
            BigInteger units = new BigInteger(1 + random.nextInt(200), random).add(BigInteger.ONE);
            byte[] address = new byte[20];
            random.nextBytes(address);
            list.addObject().put("address", Numeric.toHexString(address)).put("units", units.toString());
            total = total.add(units);
        }
        return AllowList.fromJson(list, total);
    }

    private static String address(int number) {
        return Numeric.toHexStringWithPrefixZeroPadded(BigInteger.valueOf(number), 40);
    }

    private static BigInteger total(AllowList list) {
        return list.entries().stream().map(Entry::units).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static JsonNode pairs(AllowList list) {
        return Json.tree(list.entries().stream()
                .map(entry -> List.of(entry.address(), entry.units().toString()))
                .toArray());
    }

    private static JsonNode question(String kind, JsonNode content) {
        ObjectNode question = Json.mapper().createObjectNode();
        question.set(kind, content);
        return question;
    }

    private static JsonNode list(String... addressesAndUnits) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i < addressesAndUnits.length; i += 2) {
            list.addObject().put("address", addressesAndUnits[i]).put("units", addressesAndUnits[i + 1]);
        }
        return list;
    }

    private static JsonNode shared(List<String> shares) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (int i = 0; i < shares.size(); i++) {
            list.addObject().put("address", address(i + 1)).put("share", shares.get(i));
        }
        return list;
    }

    private static JsonNode entries(JsonNode values) {
        return list(values.valueStream()
                .flatMap(value -> Stream.of(value.at("/value/0"), value.at("/value/1")))
                .map(JsonNode::stringValue)
                .toArray(String[]::new));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private static String refusal(ThrowingCallable call) {
        return String.valueOf(catchThrowableOfType(InvalidDocument.class, call).getMessage());
    }

    private static JsonNode vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(AllowListTest.class.getResourceAsStream("vectors.json"))) {
            return Json.parse(in.readAllBytes());
        }
    }
}
