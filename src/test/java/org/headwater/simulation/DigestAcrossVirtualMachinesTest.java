// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwater.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same draws have the same bits, however the virtual machine executes the code and on however many threads. */
class DigestAcrossVirtualMachinesTest {

    private static final String ONCE = "0";
    /** So often that every loop has been compiled before the digests are taken. */
    private static final String COMPILED_FIRST = "30";

    private static List<String> expected = List.of();

    static Stream<Arguments> machines() {
        return Stream.of(
                Arguments.of("first compiler only", COMPILED_FIRST, List.of("-XX:TieredStopAtLevel=1")),
                Arguments.of("second compiler only", COMPILED_FIRST, List.of("-XX:-TieredCompilation")),
                Arguments.of("both compilers", COMPILED_FIRST, List.of()),
                Arguments.of("no vector instructions", COMPILED_FIRST, List.of("-XX:-UseSuperWord")),
                Arguments.of(
                        "narrow vectors, no fused multiply-add",
                        COMPILED_FIRST,
                        List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=0", "-XX:-UseFMA")),
                Arguments.of("the vector module", COMPILED_FIRST, List.of("--add-modules", "jdk.incubator.vector")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void digestsAreThoseOfTheInterpreter(String name, String rehearsals, List<String> options) throws Exception {
        assertThat(digests(options, rehearsals, "1")).isEqualTo(interpreted());
    }

    @Test
    void digestsDoNotDependOnTheNumberOfThreads() throws Exception {
        List<String> threeTimes = Stream.of(interpreted(), interpreted(), interpreted())
                .flatMap(List::stream)
                .toList();
        assertThat(digests(List.of(), ONCE, "1", "2", "7")).isEqualTo(threeTimes);
    }

    @Test
    void everyPresetAndMechanismHasADigestOfItsOwn() throws Exception {
        List<String> lines = interpreted();
        assertThat(lines)
                .hasSize(DigestProgram.presets().size() * Mechanism.standard().size());
        assertThat(lines.stream()
                        .map(line -> line.substring(line.lastIndexOf(' ')))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(lines);
    }

    private static synchronized List<String> interpreted() throws Exception {
        if (expected.isEmpty()) {
            expected = digests(List.of("-Xint"), ONCE, "1");
        }
        return expected;
    }

    private static List<String> digests(List<String> options, String... arguments) throws Exception {
        try (ChildProcess child = ChildProcess.start(options, DigestProgram.class, arguments)) {
            List<String> lines = child.rest().stream()
                    .filter(line -> !line.startsWith("WARNING"))
                    .toList();
            assertThat(child.ended()).isZero();
            return lines;
        }
    }
}
