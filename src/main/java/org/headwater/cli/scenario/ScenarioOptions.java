// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.Model;
import org.headwater.simulation.Sampling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that simulates. */
final class ScenarioOptions {

    @Option(
            names = "--preset",
            defaultValue = "watershed",
            converter = Preset.Label.class,
            paramLabel = "NAME",
            description = "Model: watershed or published (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    Preset preset;

    @Option(
            names = "--draws",
            defaultValue = "500",
            converter = Draws.class,
            paramLabel = "N",
            description = "Monte Carlo draws, 1 to 100000000 (default ${DEFAULT-VALUE}).")
    int draws;

    @Option(
            names = "--years",
            defaultValue = "20",
            converter = Years.class,
            paramLabel = "N",
            description = "Horizon in years, 1 to 200 (default ${DEFAULT-VALUE}).")
    int years;

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

    static int allProcessors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), Sampling.MAXIMUM_THREADS);
    }

    Sampling sampling() {
        return new Sampling(draws, years, seed, threads);
    }

    Provenance provenance(Model model) {
        return new Provenance(model.version(), Choice.label(preset), Long.toString(seed), draws, years);
    }

    static long wholeNumber(String value, long lowest, long highest) {
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // not a whole number, or beyond 64 bits: reported below like any other value out of range
        }
        throw notAllowed(value, "a whole number from %d to %d".formatted(lowest, highest));
    }

    static TypeConversionException notAllowed(String value, String allowed) {
        return new TypeConversionException("%s is not allowed; allowed: %s".formatted(value, allowed));
    }

    static final class Draws implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) wholeNumber(value, 1, Sampling.MAXIMUM_DRAWS);
        }
    }

    static final class Years implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) wholeNumber(value, 1, Sampling.MAXIMUM_YEARS);
        }
    }

    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) wholeNumber(value, 1, Sampling.MAXIMUM_THREADS);
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }
}
