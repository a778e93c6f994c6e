// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;

/** Prints the digests of every preset, world and number of threads, one a line; a JVM of its own runs it. */
final class DigestProgram {

    private static final long SEED = 20_260_101;

    private DigestProgram() {}

    /** @param arguments draws, years, how often to simulate before the digests that are printed, the numbers of threads */
    public static void main(String[] arguments) {
        int draws = Integer.parseInt(arguments[0]);
        int years = Integer.parseInt(arguments[1]);
        int rehearsals = Integer.parseInt(arguments[2]);
        for (int i = 0; i < rehearsals; i++) {
            presets().forEach(model -> simulate(model, new Sampling(draws, years, SEED, 1)));
        }
        for (int i = 3; i < arguments.length; i++) {
            Sampling sampling = new Sampling(draws, years, SEED, Integer.parseInt(arguments[i]));
            presets().forEach(model -> print(model, simulate(model, sampling)));
        }
    }

    static List<Model> presets() {
        return List.of(PublishedModel.fitted(), WatershedModel.reference());
    }

    private static Map<String, Trajectories> simulate(Model model, Sampling sampling) {
        return model.simulate(World.underEach(Mechanism.standard()), sampling);
    }

    private static void print(Model model, Map<String, Trajectories> worlds) {
        worlds.forEach((world, trajectories) ->
                System.out.println(model.version() + " " + world + " " + trajectories.digest()));
    }
}
