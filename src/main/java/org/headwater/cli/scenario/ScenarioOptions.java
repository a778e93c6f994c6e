// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.Model;
import org.headwater.simulation.Sampling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
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

    @Mixin
    final RunOptions run = new RunOptions();

    Sampling sampling() {
        return new Sampling(draws, years, run.seed, run.threads);
    }

    Provenance provenance(Model model) {
        return new Provenance(model.version(), Choice.label(preset), Long.toString(run.seed), draws, years);
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
}
