// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.headwater.document.Schemas;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchmarkTest {

    /** As short as it goes: the figures themselves mean nothing here. */
    @Test
    void figuresAreWhatTheirSchemaSays() {
        Benchmark.Figures figures = new Benchmark(1, 1e-3, 1).measure();
        JsonNode json = new JsonMapper().readTree(JsonOutput.of(figures));
        assertThat(Schemas.violations("benchmark-result", json)).isEmpty();
    }
}
