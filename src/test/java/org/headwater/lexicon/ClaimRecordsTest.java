// SPDX-License-Identifier: Apache-2.0
package org.headwater.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.Examples;
import org.headwater.attestation.Observation;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.headwater.lexicon.ClaimRecords.Evaluated;
import org.headwater.lexicon.ClaimRecords.History;
import org.headwater.lexicon.ClaimRecords.Observed;
import org.headwater.lexicon.ClaimRecords.Paid;
import org.headwater.lexicon.LexiconPeer.Judgement;
import org.headwater.project.Project;
import org.headwater.verification.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The records of seeded projects, judged by the published lexicons themselves. */
class ClaimRecordsTest {

    private static final String REPOSITORY = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
    private static final Instant TIME = Instant.parse("2031-05-06T07:08:09Z");
    private static final String ADDRESS = "0xa16DFb32Eb140a6f3F2AC68f41dAd8c7e83C4941";
    private static final int PROJECTS = 60;
    private static final long SEED = 20_261_127;

    /** What is one character to a reader and several to a program, and what is long in UTF-8. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "7",
            " ",
            "é",
            "e\u0301",
            "ñ",
            "日",
            "한",
            "\u1112\u1161\u11ab",
            "👩‍👩‍👧‍👦",
            "🇪🇨",
            "👍🏽",
            "ß",
            "क्षि",
            "ع",
            "𝒳",
            "\"");

    private static Project project(Document document) {
        return Project.from(document);
    }

    private static Claim claim(Project project) {
        String cid = Cid.of(new byte[] {1}).text();
        return new Claim(
                new ClaimId(31_337, ADDRESS, BigInteger.ONE.shiftLeft(128)),
                cid,
                cid,
                cid,
                ADDRESS,
                project.hypercert().units(),
                "0x" + "1".repeat(64),
                BigInteger.ONE,
                TIME);
    }

    private static History history(Project project) {
        Observation observation = Json.bind(Examples.json("observation.json"), Observation.class);
        Verification verification = Json.bind(Examples.json("verification.json"), Verification.class);
        Cid cid = Cid.parse(verification.observations().getFirst().cid());
        return new History(
                List.of(new Observed(cid, observation, TIME)),
                List.of(new Evaluated(
                        Cid.of(new byte[] {2}),
                        verification,
                        project.contract().milestones().getFirst(),
                        new BigDecimal("0.333333"),
                        ADDRESS,
                        TIME)),
                List.of(new Paid("Sediment", new BigDecimal("1500.000001"), ADDRESS, "0x" + "2".repeat(64), TIME)));
    }

    private static List<LexiconRecord> records(Project project) {
        Forecast forecast = Json.bind(Examples.json("forecast.json"), Forecast.class);
        return ClaimRecords.of(REPOSITORY, claim(project), project, forecast, history(project));
    }

    private static List<LexiconRecord> records(Object... changes) {
        return records(project(Examples.project(Examples.SYNTHETIC, changes)));
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder("x");
        int codePoints = 1;
        while (true) {
            String next = CHARACTERS.get(random.nextInt(CHARACTERS.size()));
            codePoints += next.codePointCount(0, next.length());
            if (codePoints > most) {
                return text.toString();
            }
            text.append(next);
        }
    }

    private static List<LexiconRecord> seeded(int number) {
        Random random = new Random(SEED + number);
        return records(
                "/name", text(random, 10 + random.nextInt(30)),
                "/description", text(random, 20 + random.nextInt(2_000)),
                "/hypercert/workScope", List.of(text(random, 100), text(random, 40)),
                "/hypercert/impactScope", List.of(text(random, 100)),
                "/hypercert/contributors", List.of(text(random, 50), ADDRESS),
                "/hypercert/rights", List.of(text(random, 90), text(random, 90)));
    }

    @Test
    void recordsOfSeededProjectsPassThePublishedLexiconsAndHaveTheirIdentifiers() throws Exception {
        List<LexiconRecord> all = IntStream.range(0, PROJECTS)
                .boxed()
                .flatMap(number -> seeded(number).stream())
                .toList();
        List<Judgement> judgements =
                LexiconPeer.judge(all.stream().map(LexiconRecord::value).toList());
        for (int i = 0; i < all.size(); i++) {
            assertThat(judgements.get(i).error()).as("%s", all.get(i).value()).isEmpty();
            assertThat(judgements.get(i).cid()).isEqualTo(all.get(i).cid());
            JsonNode value = all.get(i).value();
            judgements
                    .get(i)
                    .graphemes()
                    .forEachEntry((name, count) -> assertThat(
                                    LexiconFields.graphemes(value.path(name).asString()))
                            .as("%s of %s", name, value)
                            .isEqualTo(count.intValue()));
        }
        assertThat(all.stream().map(LexiconRecord::collection).distinct())
                .containsExactlyInAnyOrder(
                        ClaimRecords.ACTIVITY,
                        ClaimRecords.RIGHTS,
                        ClaimRecords.LOCATION,
                        ClaimRecords.MEASUREMENT,
                        ClaimRecords.EVALUATION,
                        ClaimRecords.ATTACHMENT,
                        ClaimRecords.RECEIPT);
    }

    @Test
    void examplesPassToo() throws Exception {
        List<JsonNode> values = new ArrayList<>();
        for (String example : Examples.projects().toList()) {
            records(project(Examples.project(example))).forEach(record -> values.add(record.value()));
        }
        assertThat(LexiconPeer.judge(values))
                .allMatch(judgement -> judgement.error().isEmpty());
    }

    @Test
    void referencesNameEarlierRecordsOfTheExport() {
        List<LexiconRecord> records = records();
        List<String> before = new ArrayList<>();
        for (LexiconRecord record : records) {
            references(record.value()).forEach(reference -> assertThat(before).contains(reference));
            before.add(record.uri() + " " + record.cid());
        }
        assertThat(before).doesNotHaveDuplicates();
        assertThat(records.stream().flatMap(record -> references(record.value())))
                .hasSizeGreaterThan(8);
        assertThat(records).isEqualTo(records());
    }

    private static Stream<String> references(JsonNode node) {
        boolean reference = node.has("uri") && node.has("cid");
        return reference
                ? Stream.of(node.path("uri").asString() + " " + node.path("cid").asString())
                : node.valueStream().flatMap(ClaimRecordsTest::references);
    }

    @Test
    void keysAreTimestampsInTheOrderOfTheLexicons() {
        assertThat(records()).allSatisfy(record -> assertThat(record.rkey()).matches("[234567abcdefghij][2-7a-z]{12}"));
        assertThat(records().stream().map(LexiconRecord::rkey)).doesNotHaveDuplicates();
        String later = RecordKey.of(TIME.plusSeconds(1), "a");
        assertThat(RecordKey.of(TIME, "a")).isLessThan(later);
        assertThat(RecordKey.of(Instant.EPOCH, "a")).startsWith("2222");
    }

    @ParameterizedTest
    @CsvSource({
        "/name, 90 日, /org.hypercerts.claim.activity/title",
        "/contract/tokenSymbol, 11 X, /org.hypercerts.funding.receipt/currency"
    })
    void textThatALexiconRefusesIsRefusedByItsMember(String pointer, String text, String member) {
        String[] parts = text.split(" ");
        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> records(pointer, parts[1].repeat(Integer.parseInt(parts[0]))))
                .satisfies(refused -> assertThat(refused.violations())
                        .allMatch(violation -> violation.pointer().equals(member))
                        .hasSize(1));
    }

    @Test
    void scopeThatMeansNothingWhenCutIsRefused() {
        List<String> scope =
                IntStream.range(0, 20).mapToObj(i -> i + "s".repeat(90)).toList();
        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> records("/hypercert/workScope", scope))
                .withMessageContaining("/org.hypercerts.claim.activity#workScopeString/scope");
    }

    @Test
    void summaryIsCutAtACharactersEnd() throws Exception {
        String family = "👩‍👩‍👧‍👦";
        JsonNode activity = records("/description", family.repeat(400)).stream()
                .filter(record -> record.collection().equals(ClaimRecords.ACTIVITY))
                .findFirst()
                .orElseThrow()
                .value();
        String cut = activity.path("shortDescription").asString();
        assertThat(cut).startsWith("Synthetic example. " + family).endsWith(family + "…");
        assertThat(activity.at("/description/value").asString()).endsWith(family.repeat(400));
        assertThat(LexiconPeer.judge(List.of(activity)).getFirst().error()).isEmpty();
    }

    /** The peer is no rubber stamp: each of these breaks one rule, and it says so. */
    @Test
    void brokenRecordsAreRefusedByThePublishedLexicons() throws Exception {
        List<JsonNode> broken = new ArrayList<>();
        for (LexiconRecord record : records()) {
            broken.add(without(record, "createdAt"));
            broken.add(with(record, "createdAt", "yesterday"));
        }
        ObjectNode activity = value(ClaimRecords.ACTIVITY);
        broken.add(activity.deepCopy().put("title", "日".repeat(86)));
        broken.add(activity.deepCopy().put("shortDescription", "x".repeat(301)));
        ((ObjectNode) activity.path("rights")).remove("cid");
        broken.add(activity);
        ObjectNode measurement = value(ClaimRecords.MEASUREMENT);
        broken.add(measurement.deepCopy().put("value", 3));
        broken.add(measurement.deepCopy().put("unit", "u".repeat(51)));
        ((ArrayNode) measurement.path("evidenceURI")).add("no address");
        broken.add(measurement);
        ObjectNode evaluation = value(ClaimRecords.EVALUATION);
        ((ObjectNode) evaluation.path("score")).remove("max");
        broken.add(evaluation);
        ObjectNode receipt = value(ClaimRecords.RECEIPT);
        ((ObjectNode) receipt.path("to")).remove("value");
        broken.add(receipt);
        List<Judgement> judgements = LexiconPeer.judge(broken);
        for (int i = 0; i < broken.size(); i++) {
            assertThat(judgements.get(i).error()).as("%s", broken.get(i)).isNotEmpty();
        }
    }

    private static ObjectNode value(String collection) {
        return (ObjectNode) records().stream()
                .filter(record -> record.collection().equals(collection))
                .findFirst()
                .orElseThrow()
                .value()
                .deepCopy();
    }

    private static ObjectNode without(LexiconRecord record, String member) {
        ObjectNode value = (ObjectNode) record.value().deepCopy();
        value.remove(member);
        return value;
    }

    private static ObjectNode with(LexiconRecord record, String member, String text) {
        return without(record, member).put(member, text);
    }
}
