// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headwater.document.JsonFuzzing;
import org.headwater.evidence.EvidenceFuzzing;
import org.headwater.evidence.EvidenceSeeds;
import org.headwater.project.ProjectFuzzing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seconds here; {@code -Dheadwater.fuzz=600} for ten minutes each. */
class DocumentsUnderFuzzingTest {

    @TempDir
    Path directory;

    @Test
    void documents() throws Exception {
        survives(JsonFuzzing.class, examples("observation", "verification", "payout-statement", "hypercert-metadata"));
    }

    @Test
    void projectsAndMechanisms() throws Exception {
        survives(ProjectFuzzing.class, examples("project", "mechanism"));
    }

    @Test
    void evidenceFiles() throws Exception {
        survives(EvidenceFuzzing.class, EvidenceSeeds.files());
    }

    private static List<byte[]> examples(String... schemas) {
        List<byte[]> examples = new ArrayList<>();
        for (String schema : schemas) {
            for (String name : ExampleDocuments.valid(schema)) {
                examples.add(ExampleDocuments.read(ExampleDocuments.VALID.resolve(name + ".json")));
            }
        }
        return examples;
    }

    private void survives(Class<?> target, List<byte[]> seeds) throws Exception {
        Fuzzing.Outcome outcome = Fuzzing.run(target, seeds, directory);

        assertThat(outcome.finding()).as(outcome.log()).isEmpty();
        assertThat(outcome.inputs()).isGreaterThan(100);
        System.out.printf("%s survived %,d inputs%n", target.getSimpleName(), outcome.inputs());
    }
}
