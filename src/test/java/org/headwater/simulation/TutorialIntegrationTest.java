// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every program of docs/simulation.md with nothing on its class path but the library's jar. */
class TutorialIntegrationTest {

    private static final Pattern PROGRAM = Pattern.compile(
            "```java\\n// (?<file>\\w+\\.java)\\n(?<code>.*?)```\\n(\\n```text\\n(?<output>.*?)```)?", Pattern.DOTALL);

    @TempDir
    Path directory;

    private record Program(String file, String code, String output) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Program> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("docs", "simulation.md")))
                .results()
                .map(found -> new Program(
                        found.group("file"),
                        found.group("code"),
                        found.group("output") == null ? "" : found.group("output")));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programPrintsWhatThePageSays(Program program) throws Exception {
        assertThat(run(program)).isEqualTo(program.output());
    }

    @Test
    void thePageHasTheProgramsAndTheFirstDrawsAFanInTenLines() throws Exception {
        Map<String, Program> byFile = new TreeMap<>();
        programs().forEach(program -> byFile.put(program.file(), program));
        assertThat(byFile).hasSize(8);
        Program fan = Objects.requireNonNull(byFile.get("Fan.java"));
        assertThat(fan.code().lines()).hasSizeLessThanOrEqualTo(10);
        run(fan);
        var svg = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("fan.svg").toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(2 * 3);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("cost-sharing", "performance-contract", "credit-trading");
    }

    private String run(Program program) throws IOException, InterruptedException {
        Files.writeString(directory.resolve(program.file()), program.code());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "headwater-simulation.jar")
                                .toAbsolutePath()
                                .toString(),
                        program.file())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
