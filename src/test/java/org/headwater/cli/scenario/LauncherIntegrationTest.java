// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.headwater.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar has two floors; commands that only compute stay on the lower one. */
class LauncherIntegrationTest {

    private static final List<String> LOADED_CLASSES = List.of("-Xlog:class+load:stderr");

    @Test
    void comparingLoadsNothingOfSpringAndNothingOfJackson() throws Exception {
        try (Program program = Program.start(LOADED_CLASSES, "compare", "--preset", "published", "--json")) {
            Program.Ended ended = program.ended();
            assertThat(ended.code()).isZero();
            assertThat(ended.json().get("effects")).hasSize(6);
            assertThat(ended.talk())
                    .contains("org.headwater.cli.scenario.CompareCommand")
                    .doesNotContain("org.springframework")
                    .doesNotContain("jackson");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incentives --draws 30 --years 2", "information --preset published --draws 200 --years 2"})
    void commandsOfTheSimulationLoadNothingOfSpring(String line) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.add("--json");
        try (Program program = Program.start(LOADED_CLASSES, arguments.toArray(String[]::new))) {
            Program.Ended ended = program.ended();
            assertThat(ended.code()).isZero();
            assertThat(ended.json().get("provenance").get("years").intValue()).isEqualTo(2);
            assertThat(ended.talk()).doesNotContain("org.springframework").doesNotContain("jackson");
        }
    }

    @Test
    void anyOtherCommandGoesThroughSpringBoot() throws Exception {
        try (Program program = Program.start(LOADED_CLASSES, "--help")) {
            Program.Ended ended = program.ended();
            assertThat(ended.code()).isZero();
            assertThat(ended.output()).contains("simulate", "compare", "demo", "verify");
            assertThat(ended.talk()).contains("org.springframework.boot.loader.launch.JarLauncher");
        }
    }
}
