// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that simulates. */
final class ScenarioOptions {

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--preset",
            defaultValue = "published",
            converter = Preset.class,
            description = "Model: published (default ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private PublishedParameters parameters;

    @Option(
            names = "--draws",
            defaultValue = "500",
            converter = Draws.class,
            description = "Monte Carlo draws, 1 to 100000000 (default ${DEFAULT-VALUE}).")
    int draws;

    @Option(
            names = "--years",
            defaultValue = "20",
            converter = Years.class,
            description = "Horizon in years, 1 to 200 (default ${DEFAULT-VALUE}).")
    int years;

    @Option(
            names = "--seed",
            defaultValue = "1",
            converter = Seed.class,
            description = "Seed of all noise, a 64-bit whole number (default ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--threads",
            converter = Threads.class,
            description = "Threads, 1 to 256; the result does not depend on them (default: all processors).")
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), Sampling.MAXIMUM_THREADS);

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    PublishedModel model() {
        return new PublishedModel(parameters);
    }

    Sampling sampling() {
        return new Sampling(draws, years, seed, threads);
    }

    /** The bad argument that the library found, as an error of the option of the same name. */
    ParameterException rejected(InvalidParameter cause) {
        String message = "Invalid value for option '--%s': %s is not allowed; allowed: %s"
                .formatted(cause.name(), cause.value(), cause.allowed());
        return new ParameterException(command.commandLine(), message, cause);
    }

    private static long wholeNumber(String value, long lowest, long highest) {
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

    static final class Preset implements ITypeConverter<PublishedParameters> {
        @Override
        public PublishedParameters convert(String value) {
            if (!value.equals("published")) {
                throw notAllowed(value, "published");
            }
            return PublishedParameters.fitted();
        }
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
