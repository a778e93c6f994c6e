// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.hypercert.MetadataMutants.Mutant;
import org.headwater.hypercert.SeededProjects.Sample;
import org.headwater.ipfs.Cid;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Our rules against those of the official SDK, which runs here, and those of the API and the indexer. */
class OfficialValidatorsTest {

    private static final long SEED = 20_260_101;
    private static final int PROJECTS = 500;
    private static final int MUTATED = 3;

    private static final List<JsonNode> METADATA = metadata();

    private static List<JsonNode> metadata() {
        List<Sample> samples = SeededProjects.of(PROJECTS, SEED);
        Card card = Card.of(samples.getFirst().project(), samples.getFirst().forecast());
        return samples.stream()
                .map(sample -> Documents.compose(DocumentType.HYPERCERT_METADATA, sample.metadata(card))
                        .json())
                .toList();
    }

    @Test
    void everyOfficialValidatorAcceptsWhatSeededProjectsGive() throws Exception {
        assertThat(METADATA).allSatisfy(metadata -> {
            assertThat(HypercertMetadata.violations(metadata)).isEmpty();
            assertThat(OfficialRules.apiAccepts(metadata)).isTrue();
            assertThat(OfficialRules.indexerReads(
                            Cid.of(Documents.compose(DocumentType.HYPERCERT_METADATA, metadata)
                                            .bytes())
                                    .uri(),
                            metadata))
                    .isTrue();
        });
        assertThat(judged(METADATA))
                .hasSize(PROJECTS)
                .allSatisfy(judgement -> assertThat(judgement)
                        .isEqualTo(Json.parse("{\"valid\":true,\"errors\":[]}".getBytes(StandardCharsets.UTF_8))));
        System.out.printf("metadata of %d seeded projects: all accepted by all%n", PROJECTS);
    }

    @Test
    void everyMutantThatBreaksARuleIsRefusedAtItsPlace() throws Exception {
        List<Mutant> mutants = mutated(true);
        assertThat(mutants)
                .hasSizeGreaterThanOrEqualTo(1_000)
                .allSatisfy(mutant -> assertThat(HypercertMetadata.violations(mutant.metadata()))
                        .as("%s at %s", mutant.rule(), mutant.place())
                        .extracting(Violation::pointer)
                        .contains(mutant.place())
                        .allMatch(pointer -> isNear(pointer, mutant.place())));
        List<JsonNode> judgements =
                judged(mutants.stream().map(Mutant::metadata).toList());
        long accepted = judgements.stream()
                .filter(judgement -> judgement.get("valid").booleanValue())
                .count();
        System.out.printf(
                "%d mutants that break a rule: all refused at their place; the official validator accepts %d of"
                        + " them%n%s%n",
                mutants.size(),
                accepted,
                mutants.stream().collect(Collectors.groupingBy(Mutant::rule, TreeMap::new, Collectors.counting())));
    }

    @Test
    void mutantsThatBreakNoRulePass() throws Exception {
        List<Mutant> mutants = mutated(false);
        assertThat(mutants).allSatisfy(mutant -> {
            assertThat(HypercertMetadata.violations(mutant.metadata()))
                    .as("%s at %s", mutant.rule(), mutant.place())
                    .isEmpty();
            assertThat(OfficialRules.apiAccepts(mutant.metadata())).isTrue();
        });
        assertThat(judged(mutants.stream().map(Mutant::metadata).toList()))
                .allSatisfy(judgement -> assertThat(judgement.get("valid").booleanValue())
                        .as(judgement.toString())
                        .isTrue());
        System.out.printf("%d mutants that break no rule: all accepted by all%n", mutants.size());
    }

    /** At the place, in what lies there, or at another member that the broken one would need. */
    private static boolean isNear(String pointer, String place) {
        String parent = place.substring(0, place.lastIndexOf('/'));
        return pointer.startsWith(place) || pointer.startsWith(parent + "/") || pointer.equals(parent);
    }

    private static List<Mutant> mutated(boolean breaking) {
        return IntStream.range(0, MUTATED)
                .boxed()
                .flatMap(i -> {
                    JsonNode base = METADATA.get(i * (PROJECTS / MUTATED));
                    return (breaking ? MetadataMutants.breaking(base, i) : MetadataMutants.harmless(base, i)).stream();
                })
                .toList();
    }

    private static List<JsonNode> judged(List<JsonNode> metadata) throws IOException, InterruptedException {
        return HypercertsPeer.ask(metadata.stream()
                .map(document -> Json.mapper().createObjectNode().set("metadata", document)));
    }
}
