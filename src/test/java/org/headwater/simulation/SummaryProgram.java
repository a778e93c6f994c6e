// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;

/** Summarizes one world of the preset published; a JVM of its own with little memory runs it. */
final class SummaryProgram {

    private SummaryProgram() {}

    /** @param arguments draws, years */
    public static void main(String[] arguments) {
        Sampling sampling = Sampling.of(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), 1);
        PublishedModel.fitted()
                .summarize(List.of(World.under(Mechanism.COST_SHARING)), sampling)
                .values()
                .forEach(summaries -> System.out.println("count "
                        + summaries
                                .at(PublishedModel.FOREST_HEALTH, sampling.years())
                                .count()));
    }
}
