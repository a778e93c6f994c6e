// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.simulation.CreditMarket;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.OutcomeMilestone;
import org.headwater.simulation.Party;
import org.headwater.simulation.PerformancePayment;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.UrgencyBonus;
import org.headwater.simulation.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DeclaredMechanismTest {

    private static final Path EXAMPLES = Path.of("schemas", "examples");
    private static final int MUTANTS_PER_RULE = 40;

    /** A way to break one rule, and the member that the refusal has to name. */
    record Rule(String pointer, BiConsumer<ObjectNode, Random> breaking) {
        @Override
        public String toString() {
            return pointer;
        }
    }

    @ParameterizedTest
    @MethodSource("standardMechanisms")
    void exampleOfAStandardMechanismIsThatMechanism(Mechanism standard) throws IOException {
        assertThat(DeclaredMechanism.from(example("mechanism-" + standard.label()))
                        .mechanism())
                .isEqualTo(standard);
    }

    static List<Mechanism> standardMechanisms() {
        return Mechanism.standard();
    }

    @Test
    void declaredMechanismIsSimulatedLikeAnyOther() throws IOException {
        Mechanism declared = DeclaredMechanism.from(example("mechanism-contract-with-price-floor"))
                .mechanism();

        assertThat(declared.creditMarket())
                .hasValueSatisfying(market -> assertThat(market.priceFloor()).isEqualTo(12));
        assertThat(PublishedModel.fitted()
                        .simulate(World.under(declared), Sampling.of(10, 5, 1))
                        .draws())
                .isEqualTo(10);
    }

    @Test
    void mechanismComesBackFromItsDeclaration() {
        Random random = new Random(31);
        for (int i = 0; i < 300; i++) {
            Mechanism mechanism = anyMechanism(random);

            byte[] text = Json.tree(DeclaredMechanism.of(mechanism)).toString().getBytes(UTF_8);

            assertThat(DeclaredMechanism.from(Json.parse(text)).mechanism()).isEqualTo(mechanism);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void mutantThatBreaksARuleIsRefusedNamingTheMember(Rule rule) {
        Random random = new Random(rule.pointer().hashCode());
        for (int i = 0; i < MUTANTS_PER_RULE; i++) {
            ObjectNode mutant = (ObjectNode) Json.tree(DeclaredMechanism.of(fullMechanism(random)));
            rule.breaking().accept(mutant, random);

            InvalidDocument refused = catchThrowableOfType(
                    InvalidDocument.class,
                    () -> DeclaredMechanism.from(Json.parse(mutant.toString().getBytes(UTF_8))));

            assertThat(refused).as(mutant.toString()).isNotNull();
            assertThat(refused.violations()).extracting(Violation::pointer).contains(rule.pointer());
            assertThat(refused.violations())
                    .allSatisfy(violation -> assertThat(violation.allowed()).isNotBlank());
        }
    }

    static Stream<Rule> rules() {
        String payment = "/performancePayment";
        String milestone = payment + "/milestones/1";
        return Stream.of(
                        numberRules("/modifier", 0, 5),
                        numberRules("/urgencyBonus/bonus", 0, 5),
                        numberRules("/urgencyBonus/threshold", 0, 1),
                        numberRules(payment + "/holdback", 0, 1),
                        numberRules(milestone + "/year", 1, 200),
                        numberRules(milestone + "/lower", 0, 1),
                        numberRules(milestone + "/upper", 0, 1),
                        numberRules(milestone + "/amount", 0, 1e12),
                        numberRules("/creditMarket/incentive", 0, 5),
                        numberRules("/creditMarket/priceFloor", 0, 1e4),
                        shareRules("/costShares"),
                        shareRules(payment + "/payers"),
                        shareRules(payment + "/payees"),
                        shareRules("/creditMarket/revenueShares"),
                        memberRules(
                                "",
                                "/urgencyBonus",
                                payment,
                                milestone,
                                "/creditMarket",
                                "/costShares",
                                payment + "/payers"),
                        Stream.of(
                                removal("/schemaVersion"),
                                removal("/label"),
                                removal("/costShares"),
                                removal(payment + "/milestones"),
                                removal(payment + "/payers"),
                                removal(payment + "/payees"),
                                removal(milestone + "/outcome"),
                                removal("/creditMarket/revenueShares"),
                                replacement("/schemaVersion", "2", "", "one"),
                                replacement("/label", "Two Words", "", "-a", "a_b", "ü", "a".repeat(65)),
                                replacement("/label", "cost-sharing", "credit-trading", "no-project"),
                                replacement(milestone + "/outcome", "COVER", "rainfall", ""),
                                nonObject("/urgencyBonus"),
                                nonObject(payment),
                                nonObject("/creditMarket"),
                                changing(
                                        milestone + "/year",
                                        (owner, name, random) -> owner.put(name, 201 + random.nextInt(100))),
                                changing(milestone + "/year", (owner, name, random) -> owner.put(name, 0)),
                                new Rule(
                                        milestone + "/year",
                                        (json, random) ->
                                                object(json, milestone).put("year", 1.5)),
                                new Rule(
                                        milestone + "/upper",
                                        (json, random) -> object(json, milestone)
                                                .put("lower", 0.6)
                                                .put("upper", 0.6 * random.nextDouble())),
                                new Rule(
                                        payment + "/milestones",
                                        (json, random) -> object(json, payment).putArray("milestones")),
                                new Rule(payment + "/milestones", (json, random) -> addMilestones(json, 31)),
                                new Rule(payment + "/milestones", DeclaredMechanismTest::promiseTooMuch)))
                .flatMap(rules -> rules);
    }

    private static Stream<Rule> numberRules(String pointer, double lowest, double highest) {
        return Stream.of(
                changing(pointer, (owner, name, random) -> owner.put(name, lowest - 1e-6 - random.nextDouble())),
                changing(pointer, (owner, name, random) -> owner.put(name, highest * 1.000001 + random.nextDouble())),
                changing(pointer, (owner, name, random) -> owner.put(name, "0.5")),
                changing(pointer, (owner, name, random) -> owner.putNull(name)),
                removal(pointer));
    }

    private static Stream<Rule> shareRules(String pointer) {
        String forestOwner = pointer + "/forest-owner";
        return Stream.of(
                new Rule(pointer, (json, random) -> {
                    ObjectNode shares = object(json, pointer);
                    double share = shares.path("forest-owner").doubleValue();
                    shares.put("forest-owner", share * (0.2 + 0.7 * random.nextDouble()));
                }),
                new Rule(pointer, (json, random) -> object(json, pointer).removeAll()),
                changing(forestOwner, (owner, name, random) -> owner.put(name, -random.nextDouble() - 1e-6)),
                changing(forestOwner, (owner, name, random) -> owner.put(name, 1.000001 + random.nextDouble())),
                changing(forestOwner, (owner, name, random) -> owner.put(name, "all")));
    }

    private static Stream<Rule> memberRules(String... owners) {
        return Stream.of(owners)
                .map(owner -> new Rule(
                        owner + "/formula",
                        (json, random) -> object(json, owner).put("formula", "1 + 1")));
    }

    private interface Change {
        void of(ObjectNode owner, String name, Random random);
    }

    private static Rule changing(String pointer, Change change) {
        int last = pointer.lastIndexOf('/');
        return new Rule(
                pointer,
                (json, random) ->
                        change.of(object(json, pointer.substring(0, last)), pointer.substring(last + 1), random));
    }

    private static Rule removal(String pointer) {
        return changing(pointer, (owner, name, random) -> owner.remove(name));
    }

    private static Rule replacement(String pointer, String... values) {
        return changing(pointer, (owner, name, random) -> owner.put(name, values[random.nextInt(values.length)]));
    }

    private static Rule nonObject(String pointer) {
        return changing(pointer, (owner, name, random) -> owner.put(name, random.nextBoolean()));
    }

    private static void addMilestones(ObjectNode json, int more) {
        ArrayNode milestones = (ArrayNode) json.at("/performancePayment/milestones");
        IntStream.range(0, more).forEach(i -> milestones.add(milestones.get(0).deepCopy()));
    }

    private static void promiseTooMuch(ObjectNode json, Random random) {
        json.at("/performancePayment/milestones")
                .forEach(milestone -> ((ObjectNode) milestone).put("amount", 5.000001e11 + 4e11 * random.nextDouble()));
    }

    private static ObjectNode object(ObjectNode json, String pointer) {
        return (ObjectNode) json.at(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mechanism-shares-above-one; /costShares; sum to 1",
                "mechanism-share-negative; /costShares/investor; at least 0",
                "mechanism-unknown-party; /costShares/bank; known are dam-operator, forest-owner",
                "mechanism-unknown-outcome; /performancePayment/milestones/0/outcome; cover, sediment-reduction",
                "mechanism-upper-below-lower; /performancePayment/milestones/1/upper; at least lower, 0.15",
                "mechanism-year-zero; /performancePayment/milestones/0/year; at least 1",
                "mechanism-amounts-too-large; /performancePayment/milestones; at most 10^12",
                "mechanism-label-of-another; /label; standard mechanism",
                "mechanism-label-no-project; /label; without any mechanism",
                "mechanism-no-milestones; /performancePayment/milestones; at least 1 items",
                "mechanism-unknown-version; /schemaVersion; a version up to 1",
                "mechanism-formula; /formula; no such member",
                "mechanism-price-floor-as-text; /creditMarket/priceFloor; type number",
            })
    void invalidExampleIsRefusedNamingTheMember(String file, String pointer, String allowed) throws IOException {
        InvalidDocument refused =
                catchThrowableOfType(InvalidDocument.class, () -> DeclaredMechanism.from(example("invalid/" + file)));

        assertThat(refused.violations()).extracting(Violation::pointer).containsOnly(pointer);
        assertThat(refused.violations())
                .anySatisfy(violation -> assertThat(violation.allowed()).contains(allowed));
    }

    @Test
    void everyInvalidExampleIsTested() throws Exception {
        CsvSource source = DeclaredMechanismTest.class
                .getDeclaredMethod("invalidExampleIsRefusedNamingTheMember", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        Set<String> tested = Stream.of(source.value())
                .map(line -> line.substring(0, line.indexOf(';')) + ".json")
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(EXAMPLES.resolve("invalid"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("mechanism-"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(tested);
        }
    }

    private static JsonNode example(String name) throws IOException {
        return Json.parse(Files.readAllBytes(EXAMPLES.resolve(name + ".json")));
    }

    /** With or without each block. */
    private static Mechanism anyMechanism(Random random) {
        Mechanism full = fullMechanism(random);
        return new Mechanism(
                full.label(),
                full.modifier(),
                full.costShares(),
                full.urgencyBonus().filter(block -> random.nextBoolean()),
                full.performancePayment().filter(block -> random.nextBoolean()),
                full.creditMarket().filter(block -> random.nextBoolean()));
    }

    /** With every block, two milestones, and the forest owner in every share. */
    private static Mechanism fullMechanism(Random random) {
        return new Mechanism(
                "declared-" + random.nextInt(1000),
                5 * random.nextDouble(),
                anyShares(random),
                Optional.of(new UrgencyBonus(5 * random.nextDouble(), random.nextDouble())),
                Optional.of(new PerformancePayment(
                        List.of(anyMilestone(random), anyMilestone(random)),
                        anyShares(random),
                        anyShares(random),
                        random.nextDouble())),
                Optional.of(new CreditMarket(5 * random.nextDouble(), 1e4 * random.nextDouble(), anyShares(random))));
    }

    private static OutcomeMilestone anyMilestone(Random random) {
        OutcomeMilestone.Outcome[] outcomes = OutcomeMilestone.Outcome.values();
        double lower = random.nextDouble();
        return new OutcomeMilestone(
                outcomes[random.nextInt(outcomes.length)],
                1 + random.nextInt(200),
                lower,
                lower + (1 - lower) * random.nextDouble(),
                5e11 * random.nextDouble());
    }

    private static Map<Party, Double> anyShares(Random random) {
        Map<Party, Double> weights = new EnumMap<>(Party.class);
        weights.put(Party.FOREST_OWNER, 0.1 + random.nextDouble());
        for (Party party : Party.values()) {
            if (random.nextBoolean()) {
                weights.putIfAbsent(party, random.nextDouble());
            }
        }
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        weights.replaceAll((party, weight) -> weight / sum);
        return weights;
    }
}
