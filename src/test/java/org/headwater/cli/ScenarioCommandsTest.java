// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.headwater.Headwater;
import org.headwater.document.Schemas;
import org.headwater.document.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ScenarioCommandsTest {

    record Run(int exitCode, String output, String talk) {

        JsonNode json() {
            return new JsonMapper().readTree(output);
        }
    }

    private static Run run(String line) {
        StringWriter output = new StringWriter();
        StringWriter talk = new StringWriter();
        int exitCode = HeadwaterCommand.commandLine(Headwater.class)
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
        assertThat(run.json().propertyNames())
                .containsExactly("forestHealth", "erosion", "digest", "provenance", "mechanism", "indicators");
        assertThat(run.json().get("forestHealth").propertyNames()).containsExactly("mean", "sd", "q05", "q50", "q95");
        assertThat(run.json().get("erosion").propertyNames()).containsExactly("mean", "sd", "q05", "q50", "q95");
        assertThat(run.json().get("forestHealth").get("q50").doubleValue()).isBetween(0.01, 1.0);
        assertThat(run.json().get("digest").stringValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void simulateGivesEqualOutputForEqualSeedsOnAnyNumberOfThreads() {
        String line = "simulate --preset published --mechanism credit-trading --draws 3000 --json --seed ";
        assertThat(run(line + "7 --threads 1").output())
                .isEqualTo(run(line + "7 --threads 2").output());
        assertThat(run(line + "7").output()).isNotEqualTo(run(line + "8").output());
    }

    @Test
    void comparePrintsEveryEffectWithItsInterval() {
        Run run = run("compare --preset published --draws 500 --seed 7 --json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().propertyNames())
                .containsExactly("effects", "provenance", "worlds", "dominance", "paretoSet");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        simulation-result | simulate --mechanism credit-trading --seed -9223372036854775808
        simulation-result | simulate --mechanism cost-sharing --draws 1 --years 1
        simulation-result | simulate --preset published --mechanism credit-trading --years 3
        comparison-result | compare --draws 300 --years 7
        comparison-result | compare --draws 100 --years 3 --no-project
        comparison-result | compare --preset published --draws 100 --years 3
        comparison-result | compare --draws 20 --years 3 --no-project --by-year --indicator canopy-cover
        incentive-result | incentives --draws 30 --years 3 --mechanism-file schemas/examples/mechanism-contract-with-price-floor.json
        information-result | information --draws 300 --years 4 --gauge measured-sediment --sd 1 --gauge-year 2,4 --gauges 2
        information-result | information --preset published --draws 300 --years 4 --error normal --from credit-trading --price 3
        sensitivity-result | sensitivity --preset published --method sobol --draws 20 --years 2 --points 4 --shifts 4
        sensitivity-result | sensitivity --preset published --draws 20 --years 2 --method morris --trajectories 3 --from cost-sharing
        sensitivity-result | sensitivity --preset published --method sobol --draws 20 --years 2 --points 4 --parameter growthRate,erosionExponent --share 0.5
        sensitivity-result | sensitivity --draws 20 --years 2 --method morris --trajectories 2
        calibration-result | calibrate --draws 50
        calibration-result | calibrate --draws 50 --starts 2 --hold priceVolatility=0.1 --hold growthRate=0.4
        """)
    void jsonIsWhatItsSchemaSays(String schema, String line) {
        Run run = run(line + " --json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.talk()).isEmpty();
        assertThat(Schemas.violations(schema, run.json())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "incentive-result, incentives --draws 100 --years 10",
        "information-result, information --preset published --draws 500 --years 10 --gauges 2 --price 1000000",
    })
    void exampleIsWhatTheCommandPrints(String example, String line) throws IOException {
        Path file = Path.of("schemas", "examples", example + ".json");
        assertThat(run(line + " --json").json()).isEqualTo(new JsonMapper().readTree(Files.readString(file)));
    }

    @Test
    void effectsByYearEndWithThoseAtTheHorizon() {
        JsonNode result = run("compare --preset published --draws 50 --years 4 --by-year --json")
                .json();
        assertThat(result.get("effectsByYear")).hasSize(6);
        for (int i = 0; i < 6; i++) {
            JsonNode path = result.get("effectsByYear").get(i);
            JsonNode effect = result.get("effects").get(i);
            assertThat(path.get("points")).hasSize(5);
            assertThat(path.get("points").get(0).get("mean").doubleValue()).isZero();
            for (String member : List.of("from", "to", "indicator")) {
                assertThat(path.get(member)).isEqualTo(effect.get(member));
            }
            for (String member : List.of("mean", "standardError", "lower", "upper", "probabilityBetter")) {
                assertThat(path.get("points").get(4).get(member)).isEqualTo(effect.get(member));
            }
        }
    }

    @Test
    void schemasOfResultsAreClosed() {
        JsonNode result = run("compare --draws 10 --years 1 --json").json();
        ((ObjectNode) result.get("effects").get(0)).put("unheardOf", 1);
        ((ObjectNode) result.get("provenance")).put("draws", 0.5);
        assertThat(Schemas.violations("comparison-result", result))
                .extracting(Violation::pointer)
                .containsOnly("/effects/0/unheardOf", "/provenance/draws");
    }

    @Test
    void csvHasALinePerYearAndIndicator(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("fan.csv");
        assertThat(run("simulate --preset published --mechanism cost-sharing --years 5 --draws 50 --csv " + file)
                        .output())
                .contains("digest");
        assertThat(Files.readString(file).split("\r\n"))
                .hasSize(1 + 2 * 6)
                .startsWith("world,indicator,unit,year,mean,standardError,sd,q05,q25,q50,q75,q95")
                .allSatisfy(line -> assertThat(line.split(",")).hasSize(12));
        assertThat(run("compare --preset published --draws 50 --csv -").output().split("\r\n"))
                .hasSize(1 + 6)
                .startsWith("from,to,indicator,year,mean,standardError,lower,upper,level,probabilityBetter");
        assertThat(run("compare --preset published --years 3 --draws 50 --by-year --indicator erosion --csv -")
                        .output()
                        .split("\r\n"))
                .hasSize(1 + 3 * 4);
    }

    @ParameterizedTest
    @CsvSource({
        "incentives --draws 30 --years 2, 15, 34",
        "information --preset published --draws 200 --years 3, 4, 16",
        "information --preset published --draws 200 --years 3 --price 5 --gauges 1, 2, 19",
    })
    void csvIsATableOfEqualRows(String line, int rows, int columns) {
        assertThat(run(line + " --csv -").output().split("\r\n"))
                .hasSize(1 + rows)
                .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(columns));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulate --preset published --mechanism cost-sharing --indicator erosion",
                "compare --chart forest",
                "compare --chart pareto --no-project",
                "compare --preset published --chart ridge --indicator erosion",
                "compare --preset published --chart pareto --indicator forest-health,erosion",
                "compare --chart fan",
                "sensitivity --preset published --method sobol --points 4 --shifts 4",
                "sensitivity --preset published --trajectories 2 --from cost-sharing",
                "calibrate",
                "incentives --years 2",
                "information --preset published --years 2"
            })
    void chartIsDrawnIntoAFile(String line, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("chart.svg");
        Run run = run(line + " --draws 200 --json --svg " + file);
        assertThat(run.exitCode()).isZero();
        assertThat(run.json().propertyNames()).containsAnyOf("provenance", "check");
        assertThat(file)
                .content()
                .startsWith("<svg ")
                .contains("<title>", "<desc>")
                .endsWith("</svg>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sensitivity --preset published --method sobol --draws 20 --years 2 --points 4 --shifts 4 --json",
                "compare --preset published --draws 3000 --years 2 --json",
                "incentives --draws 30 --years 2 --json",
                "information --preset published --draws 200 --years 2 --json"
            })
    void progressIsTalkAndOnlyWhenAskedFor(String line) {
        Run quiet = run(line);
        Run told = run(line + " --progress");
        assertThat(quiet.talk()).isEmpty();
        assertThat(told.talk()).contains("0 %").endsWith("100 %\n");
        assertThat(told.talk().split("\r")).hasSizeGreaterThan(3);
        assertThat(told.output()).isEqualTo(quiet.output());
    }

    @Test
    void calibrationAimsAtTheTableThatIsGiven(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("targets.csv");
        Files.writeString(file, """
            mechanism,indicator,mean
            cost-sharing,forest-health,0.5
            credit-trading,forest-health,0.7
            """);
        JsonNode result =
                run("calibrate --draws 500 --year 10 --json --targets " + file).json();
        assertThat(result.get("fits").booleanValue()).isTrue();
        assertThat(result.get("residuals"))
                .extracting(residual -> residual.get("target").doubleValue())
                .containsExactly(0.5, 0.7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mechanism,indicator;cost-sharing,forest-health | first line is mechanism,indicator,mean
        mechanism,indicator,mean;cost-sharing,forest-health,NaN | 0.01
        mechanism,indicator,mean;cost-sharing,forest-health,much | a number as mean, not "much"
        mechanism,indicator,mean;lottery,forest-health,0.5 | mechanism of cost-sharing, performance-contract
        mechanism,indicator,mean;cost-sharing,forest-health,0.5;cost-sharing,forest-health,0.6 | each mechanism and indicator once
        mechanism,indicator,mean | at least one
        """)
    void targetsThatCannotBeAreRefused(String lines, String allowed, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("targets.csv");
        Files.writeString(file, lines.replace(";", "\n"));
        Run run = run("calibrate --targets " + file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.talk().lines().findFirst().orElseThrow()).contains("--targets", allowed);
    }

    @Test
    void declaredMechanismIsAWorldLikeTheOthers() {
        String file = "schemas/examples/mechanism-contract-with-price-floor.json";
        JsonNode alone = run("simulate --draws 50 --years 3 --json --mechanism-file " + file)
                .json();
        JsonNode compared = run("compare --draws 50 --years 3 --json --mechanism-file " + file)
                .json();
        assertThat(compared.get("worlds")).hasSize(4);
        assertThat(compared.get("worlds").get(3).get("label")).isEqualTo(alone.get("mechanism"));
        assertThat(compared.get("worlds").get(3).get("digest")).isEqualTo(alone.get("digest"));
    }

    @Test
    void declarationThatCannotBeIsRefusedAtItsMember() {
        String file = "schemas/examples/invalid/mechanism-share-negative.json";
        Run run = run("simulate --mechanism-file " + file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.talk().lines().findFirst().orElseThrow()).contains("--mechanism-file", file, "hares/");
    }

    @Test
    void withoutJsonATableIsPrinted() {
        assertThat(run("simulate --preset published --mechanism cost-sharing").output())
                .contains("forest-health", "erosion", "digest");
        assertThat(run("compare").output()).contains("credit-trading", "P(better)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        simulate --mechanism lottery | --mechanism | lottery | cost-sharing, performance-contract, credit-trading
        simulate --mechanism cost-sharing --preset x | --preset | x | watershed, published
        simulate --mechanism cost-sharing --draws 0 | --draws | 0 | 1 to 100000000
        simulate --mechanism cost-sharing --draws -5 | --draws | -5 | 1 to 100000000
        simulate --mechanism cost-sharing --draws 100000001 | --draws | 100000001 | 1 to 100000000
        simulate --mechanism cost-sharing --draws 99999999999999999999 | --draws | 99999999999999999999 | 1 to 100000000
        simulate --mechanism cost-sharing --draws NaN | --draws | NaN | 1 to 100000000
        compare --preset published --draws 1000000 --years 200 | --draws | 1000000 | 1 to 248756
        simulate --mechanism cost-sharing --years 0 | --years | 0 | 1 to 200
        simulate --mechanism cost-sharing --seed 0.5 | --seed | 0.5 | whole number
        simulate --mechanism cost-sharing --threads 0 | --threads | 0 | 1 to 256
        compare --draws NaN | --draws | NaN | 1 to 100000000
        compare --preset watershed2 | --preset | watershed2 | watershed, published
        compare --preset published --indicator rain | --indicator | rain | forest-health, erosion
        compare --chart pie | --chart | pie | forest, ridge, pareto, fan
        compare --preset published --chart pareto --indicator erosion | --indicator | 1 labels | two labels
        compare --json --csv - | --csv | - | a file
        compare --svg /no/such/directory/chart.svg | --svg | /no/such/directory/chart.svg | a file that can be written
        simulate --preset published --mechanism cost-sharing --indicator erosion,forest-health | --indicator | erosion,forest-health | one label
        sensitivity --method guess | --method | guess | sobol, morris
        sensitivity --method sobol --points 1 | --points | 1 | 2 to
        sensitivity --preset published --share NaN | --share | NaN | 1
        sensitivity --preset published --parameter rain | parameter | rain | growthRate
        sensitivity --levels 3 --method morris | --levels | 3 | even
        compare --preset published --no-project | intervention | no-project | no baseline world
        simulate | --mechanism | none | credit-trading
        simulate --mechanism-file /no/such/file | --mechanism-file | /no/such/file | a file that can be read
        incentives --draws 29 | --draws | 29 | at least 30
        incentives --preset published | --preset | published | watershed
        information --draws 100 | --draws | 100 | 101 to 20000
        information --draws 20001 | --draws | 20001 | 101 to 20000
        information --from lottery | --from | lottery | credit-trading, no-project
        information --from performance-contract | --from | performance-contract | another world
        information --gauge rain | --gauge | rain | measured-sediment
        information --indicator carbon-price | --indicator | carbon-price | more or less is better
        information --gauges 101 | --gauges | 101 | 1 to 100
        information --gauge-year 21 | --gauge-year | 21 | 1 to 20
        information --error poisson | --error | poisson | lognormal, normal
        information --sd 0 | --sd | 0.0 | positive
        information --sd 11 | --sd | 11.0 | 0.0 to 10.0
        information --probability 0.6 | --probability | 0.6 | at most 0.5
        information --preset published --draws 200 --price -1 | --price | -1.0 | 0.0
        information --preset published --draws 200 --sd 0.001 | observations | 1 | more draws
        information --draws 200 --indicator net-cash-flow/ngo | gauge-1 | - | positive numbers, since the error is relative
        calibrate --draws 1 | --draws | 1 | 2
        calibrate --hold rain=1 | parameter | rain | growthRate
        calibrate --starts 0 | --starts | 0 | 2 to
        calibrate --targets /no/such/file | --targets | /no/such/file | a file that can be read
        """)
    void badInputExitsWithTwoAndNamesOptionValueAndWhatIsAllowed(
            String line, String option, String value, String allowed) {
        Run run = run(line);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.talk().lines().findFirst().orElseThrow()).contains(option, value, allowed);
        assertThat(run.talk().lines().skip(1))
                .containsExactly("all options: headwater " + line.split(" ")[0] + " --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulate", "compare", "incentives", "information", "sensitivity", "calibrate"})
    void helpSaysWhatEachOptionIs(String command) {
        Run run = run(command + " --help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("--draws", "--seed", "--svg", "--json", "--csv", "--progress");
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
    void whatIsNoSettingIsTakenFromTheService() {
        assertThat(HeadwaterCommand.accepts("simulate", "--json")).isTrue();
        assertThat(HeadwaterCommand.accepts("--help")).isTrue();
        assertThat(HeadwaterCommand.accepts("--server.port=0", "--debug")).isFalse();
        assertThat(HeadwaterCommand.accepts("--server.port=0", "--data-dir", "d"))
                .isTrue();
        assertThat(run("--data-dir d").exitCode()).isEqualTo(2);
        assertThat(run("--data-dir d").talk()).contains("Unknown option", "'--data-dir'");
        assertThat(HeadwaterCommand.accepts()).isFalse();
    }
}
