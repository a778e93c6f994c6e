// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.Sampling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The noise of a run, and what it may use of the machine. */
final class RunOptions {

    @Option(
            names = "--seed",
            defaultValue = "1",
            converter = Seed.class,
            paramLabel = "N",
            description = "Seed of all noise, a 64-bit whole number (default ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--threads",
            converter = Threads.class,
            paramLabel = "N",
            description = "Threads, 1 to 256; the result does not depend on them (default: all processors).")
    int threads = allProcessors();

    private static int allProcessors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), Sampling.MAXIMUM_THREADS);
    }

    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) ScenarioOptions.wholeNumber(value, 1, Sampling.MAXIMUM_THREADS);
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return ScenarioOptions.wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }
}
