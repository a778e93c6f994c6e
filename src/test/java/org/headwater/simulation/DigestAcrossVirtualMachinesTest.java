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

    /** One full block of draws and part of another. */
    private static final String FEW_DRAWS = "300";

    private static final String YEARS = "20";
    private static final String AT_ONCE = "0";
    /** So many runs before the digests are taken that every loop has been compiled. */
    private static final String REHEARSED = "25";

    private static List<String> expected = List.of();

    static Stream<Arguments> machines() {
        return Stream.of(
                Arguments.of("first compiler only", List.of("-XX:TieredStopAtLevel=1")),
                Arguments.of("second compiler only", List.of("-XX:-TieredCompilation")),
                Arguments.of("both compilers", List.of()),
                Arguments.of("no vector instructions", List.of("-XX:-UseSuperWord")),
                Arguments.of("vectors of two numbers", List.of("-XX:MaxVectorSize=16")),
                Arguments.of("the vector module", List.of("--add-modules", "jdk.incubator.vector")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void digestsAreThoseOfTheInterpreter(String name, List<String> options) throws Exception {
        List<String> compiledBeforeGoingOn =
                Stream.concat(Stream.of("-Xbatch"), options.stream()).toList();
        assertThat(digests(compiledBeforeGoingOn, FEW_DRAWS, YEARS, REHEARSED, "1"))
                .isEqualTo(interpreted());
    }

    /** Without the instruction the JDK computes a fused multiply-add in decimals, hundreds of times slower: one draw and year. */
    @Test
    void digestsDoNotDependOnAnInstructionForFusedMultiplyAdd() throws Exception {
        List<String> without = List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UseFMA");
        assertThat(digests(without, "1", "1", AT_ONCE, "1")).isEqualTo(digests(List.of(), "1", "1", AT_ONCE, "1"));
    }

    @Test
    void digestsDoNotDependOnTheNumberOfThreads() throws Exception {
        int each = DigestProgram.presets().size() * Mechanism.standard().size();
        List<String> digests = digests(List.of(), "2000", YEARS, AT_ONCE, "1", "2", "7");
        assertThat(digests).hasSize(3 * each);
        assertThat(digests.subList(each, 2 * each)).isEqualTo(digests.subList(0, each));
        assertThat(digests.subList(2 * each, 3 * each)).isEqualTo(digests.subList(0, each));
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
            expected = digests(List.of("-Xint"), FEW_DRAWS, YEARS, AT_ONCE, "1");
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
