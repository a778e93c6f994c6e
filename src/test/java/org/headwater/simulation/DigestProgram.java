// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;
import java.util.Map;

/** Prints the digests of every preset, world and number of threads, one a line; a JVM of its own runs it. */
final class DigestProgram {

    private static final int DRAWS = 2_000;
    private static final long SEED = 20_260_101;

    private DigestProgram() {}

    /** @param arguments years, how often to simulate before the digests that are printed, and the numbers of threads */
    public static void main(String[] arguments) {
        int years = Integer.parseInt(arguments[0]);
        int rehearsals = Integer.parseInt(arguments[1]);
        for (int i = 0; i < rehearsals; i++) {
            presets().forEach(model -> simulate(model, years, 1));
        }
        for (int i = 2; i < arguments.length; i++) {
            int threads = Integer.parseInt(arguments[i]);
            presets().forEach(model -> print(model, simulate(model, years, threads)));
        }
    }

    static List<Model> presets() {
        return List.of(PublishedModel.fitted());
    }

    private static Map<String, Trajectories> simulate(Model model, int years, int threads) {
        return model.simulate(World.underEach(Mechanism.standard()), new Sampling(DRAWS, years, SEED, threads));
    }

    private static void print(Model model, Map<String, Trajectories> worlds) {
        worlds.forEach((world, trajectories) ->
                System.out.println(model.version() + " " + world + " " + trajectories.digest()));
    }
}
