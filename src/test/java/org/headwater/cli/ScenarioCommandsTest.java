// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.headwater.Headwater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScenarioCommandsTest {

    record Run(int exitCode, String output, String talk) {

        JsonNode json() {
            return new JsonMapper().readTree(output);
        }
    }

    private static Run run(String line) {
        StringWriter output = new StringWriter();
        StringWriter talk = new StringWriter();
        int exitCode = new CommandLine(new HeadwaterCommand(Headwater.class))
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(talk))
                .execute(line.split(" "));
        return new Run(exitCode, output.toString(), talk.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost-sharing", "performance-contract", "credit-trading"})
    void simulatePrintsBothIndicatorsAndTheDigest(String mechanism) {
        Run run = run("simulate --preset published --mechanism " + mechanism + " --draws 500 --seed 7 --json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.talk()).isEmpty();
        assertThat(run.json().propertyNames()).containsExactly("forestHealth", "erosion", "digest");
        assertThat(run.json().get("forestHealth").propertyNames()).containsExactly("mean", "sd", "q05", "q50", "q95");
        assertThat(run.json().get("erosion").propertyNames()).containsExactly("mean", "sd", "q05", "q50", "q95");
        assertThat(run.json().get("forestHealth").get("q50").doubleValue()).isBetween(0.01, 1.0);
        assertThat(run.json().get("digest").stringValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void simulateGivesEqualOutputForEqualSeedsOnAnyNumberOfThreads() {
        String line = "simulate --mechanism credit-trading --draws 3000 --json --seed ";
        assertThat(run(line + "7 --threads 1").output())
                .isEqualTo(run(line + "7 --threads 2").output());
        assertThat(run(line + "7").output()).isNotEqualTo(run(line + "8").output());
    }

    @Test
    void comparePrintsEveryEffectWithItsInterval() {
        Run run = run("compare --preset published --draws 500 --seed 7 --json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().propertyNames()).containsExactly("effects");
        assertThat(run.json().get("effects")).hasSize(6).allSatisfy(effect -> {
            assertThat(effect.propertyNames())
                    .containsExactly(
                            "from",
                            "to",
                            "indicator",
                            "mean",
                            "standardError",
                            "lower",
                            "upper",
                            "level",
                            "probabilityBetter");
            assertThat(effect.get("mean").doubleValue())
                    .isBetween(
                            effect.get("lower").doubleValue(),
                            effect.get("upper").doubleValue());
        });
        JsonNode first = run.json().get("effects").get(0);
        assertThat(first.get("from").stringValue()).isEqualTo("cost-sharing");
        assertThat(first.get("to").stringValue()).isEqualTo("performance-contract");
        assertThat(first.get("indicator").stringValue()).isEqualTo("forest-health");
        assertThat(first.get("level").doubleValue()).isEqualTo(0.9);
    }

    @Test
    void withoutJsonATableIsPrinted() {
        assertThat(run("simulate --mechanism cost-sharing").output()).contains("forest health", "erosion", "digest");
        assertThat(run("compare").output()).contains("credit-trading", "P(better)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        simulate --mechanism lottery | --mechanism | lottery | cost-sharing, performance-contract, credit-trading
        simulate --mechanism cost-sharing --preset x | --preset | x | published
        simulate --mechanism cost-sharing --draws 0 | --draws | 0 | 1 to 100000000
        simulate --mechanism cost-sharing --draws -5 | --draws | -5 | 1 to 100000000
        simulate --mechanism cost-sharing --draws 100000001 | --draws | 100000001 | 1 to 100000000
        simulate --mechanism cost-sharing --draws 99999999999999999999 | --draws | 99999999999999999999 | 1 to 100000000
        simulate --mechanism cost-sharing --draws NaN | --draws | NaN | 1 to 100000000
        simulate --mechanism cost-sharing --draws 1000000 --years 200 | --draws | 1000000 | 1 to 248756
        simulate --mechanism cost-sharing --years 0 | --years | 0 | 1 to 200
        simulate --mechanism cost-sharing --seed 0.5 | --seed | 0.5 | whole number
        simulate --mechanism cost-sharing --threads 0 | --threads | 0 | 1 to 256
        compare --draws NaN | --draws | NaN | 1 to 100000000
        compare --preset watershed2 | --preset | watershed2 | published
        """)
    void badInputExitsWithTwoAndNamesOptionValueAndWhatIsAllowed(
            String line, String option, String value, String allowed) {
        Run run = run(line);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.talk().lines().findFirst().orElseThrow()).contains(option, value, allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "simulat", "compare --drawz 4"})
    void incompleteOrUnknownInputExitsWithTwo(String line) {
        Run run = run(line);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.talk()).isNotBlank();
    }

    @Test
    void onlyCommandsAndHelpAreTakenFromTheService() {
        assertThat(HeadwaterCommand.accepts("simulate", "--json")).isTrue();
        assertThat(HeadwaterCommand.accepts("--help")).isTrue();
        assertThat(HeadwaterCommand.accepts("--server.port=0")).isFalse();
        assertThat(HeadwaterCommand.accepts()).isFalse();
    }
}
