// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headwater.Program;
import org.junit.jupiter.api.Test;

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
